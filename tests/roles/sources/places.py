"""Where samples and the real releases are."""

from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[1] / "samples"
REAL = Path(__file__).parents[4] / "shared" / "data"
ONET = REAL / "onet_29_3" / "db_29_3_text.zip"
ESCO = REAL / "esco_1_1_1" / "esco_v1.1.1_classification_en_csv.zip"
GDAD = REAL / "gdad_pcf"
SALARIES = REAL / "salaries" / "salaries.csv.gz"

real_data = pytest.mark.skipif(
    not REAL.exists(), reason="the real releases (../shared/data) are not on this machine"
)
