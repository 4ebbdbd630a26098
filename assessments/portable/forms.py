"""The form for importing a JSON file."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile

from assessments.portable.read import MOST_BYTES, TransferError, read_transfer
from assessments.portable.schema import Transfer


class AssessmentFileForm(forms.Form):
    """One field for the JSON file of an assessment; its cleaned value is a Transfer."""

    file = forms.FileField(
        label="The JSON file",
        help_text="Its name usually begins with careerpath and ends with .json.",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={
            "required": "Choose the JSON file that you took along",
            "invalid": "Choose the JSON file that you took along",
            "missing": "Choose the JSON file that you took along",
            "empty": "The file is empty",
        },
    )

    def clean_file(self) -> Transfer:
        """The file's content, checked; every problem found becomes an error of the field."""
        uploaded: UploadedFile[bytes] = self.cleaned_data["file"]
        try:
            # One byte more than may be tells a file that is too large from one that just fits.
            return read_transfer(uploaded.read(MOST_BYTES + 1))
        except TransferError as error:
            raise forms.ValidationError(error.problems) from error
