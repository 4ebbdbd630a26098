"""How somebody proves their address while signing in: as in allauth, but for one case."""

from __future__ import annotations

from allauth.account.stages import EmailVerificationStage
from django.http import HttpResponse


class ProveTheAddress(EmailVerificationStage):  # type: ignore[misc]  # allauth has no types
    """Asks for the code sent to an address, of everybody who has one.

    An editor made by createsuperuser may have none: allauth would wait for a code that no mail
    can bring, and the editor would be shut out.
    """

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """The page that asks for the code, if it has to be asked for; and whether to go on."""
        someone = self.login.user  # None where allauth only pretends to know the address
        if someone and not someone.email:
            return None, True
        answer: tuple[HttpResponse | None, bool] = super().handle()
        return answer
