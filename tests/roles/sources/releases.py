"""Small O*NET releases of several years: tables and columns are O*NET's, the words are ours.

Every release tells of the same occupations. Where its columns are known from: decision 0016.
"""

import zipfile
from pathlib import Path

CODE = "O*NET-SOC Code"
RATED = (CODE, "Element ID", "Element Name", "Scale ID", "Data Value")
MEASURED = ("N", "Standard Error", "Lower CI Bound", "Upper CI Bound", "Recommend Suppress")
DATED = ("Date", "Domain Source")
SKILL = (*RATED, *MEASURED, "Not Relevant", *DATED)
SHARES = (*RATED[:4], "Category", "Data Value", *MEASURED, *DATED)
CATEGORIES = ("Element ID", "Element Name", "Scale ID", "Category", "Category Description")
RELATED = (CODE, "Related O*NET-SOC Code")
ZONE_REFERENCE = ("Job Zone", "Name", "Experience", "Education", "Job Training", "Examples")
EDUCATION = "Education, Training, and Experience"

Row = dict[str, str]
Columns = tuple[str, ...]

ALL_YEARS: dict[str, Columns] = {
    "Occupation Data": (CODE, "Title", "Description"),
    "Knowledge": SKILL,
    "Content Model Reference": ("Element ID", "Element Name", "Description"),
    "Level Scale Anchors": (
        *("Element ID", "Element Name", "Scale ID"),
        *("Anchor Value", "Anchor Description"),
    ),
    "Job Zones": (CODE, "Job Zone", *DATED),
    "Job Zone Reference": (*ZONE_REFERENCE, "SVP Range"),
    "Task Statements": (CODE, "Task ID", "Task", "Task Type", "Incumbents Responding", *DATED),
    # Nobody reads these.
    "Abilities": SKILL,
    "Scales Reference": ("Scale ID", "Scale Name", "Minimum", "Maximum"),
}
UNTIL_30_2: dict[str, Columns] = {
    **ALL_YEARS,
    "Skills": SKILL,
    "Skills to Work Activities": ("Skills Element ID", "Skills Element Name"),
    EDUCATION: SHARES,
    f"{EDUCATION} Categories": CATEGORIES,
    "Interests": (*RATED, *DATED),
}
MATRIX = {
    "Career Changers Matrix": (*RELATED, "Index"),
    "Career Starters Matrix": (*RELATED, "Index"),
}
TIERS = {"Related Occupations": (*RELATED, "Relatedness Tier", "Index")}
COMMODITIES = (CODE, "Example", "Commodity Code", "Commodity Title", "Hot Technology")
RELEASES: dict[str, dict[str, Columns]] = {
    "24.3": {**UNTIL_30_2, **MATRIX, "Technology Skills": COMMODITIES},
    "25.1": {**UNTIL_30_2, "Technology Skills": COMMODITIES},
    "27.3": {**UNTIL_30_2, **TIERS, "Technology Skills": (*COMMODITIES, "In Demand")},
    "28.3": {**UNTIL_30_2, **TIERS, "Technology Skills": (*COMMODITIES, "In Demand")},
    "30.1": {
        **UNTIL_30_2,
        **TIERS,
        "Technology Skills": (*COMMODITIES, "In Demand"),
        "Basic Interests to RIASEC": ("Basic Interests Element ID", "RIASEC Element ID"),
    },
    "30.3": {
        **ALL_YEARS,
        **TIERS,
        "Essential Skills": SKILL,
        "Transferable Skills": SKILL,
        "Essential Skills to Work Activities": ("Essential Skills Element ID",),
        "Career Interest Types": (*RATED, *DATED),
        "Specific Interest Areas": (*RATED, *DATED),
        "Education": SHARES,
        "Education Categories": CATEGORIES,
        "Training and Experience": SHARES,
        "Software Skills": (
            *(CODE, "Workplace Example", "Element ID", "Element Name"),
            *("Hot Technology", "In Demand"),
        ),
    },
}
# As they stand in the spreadsheets of a release, saved as text with tabs.
BESIDES = {CODE: "Title", "Scale ID": "Scale Name", RELATED[1]: "Related Title"}


def from_spreadsheets(tables: dict[str, Columns]) -> dict[str, Columns]:
    """The same tables with the titles and names of scales that spreadsheets have besides."""
    return {
        name: tuple(
            cell
            for column in columns
            for cell in (column, BESIDES.get(column, ""))
            if cell and (cell == column or cell not in columns)
        )
        for name, columns in tables.items()
    }


BAKER, BREWER, KEEPER = "51-0001.00", "51-0002.01", "11-0003.00"
OCCUPATIONS = {BAKER: "Bread Bakers", BREWER: "Tea Brewers", KEEPER: "Keepers of Peace"}
AREAS = ("Realistic", "Investigative", "Artistic", "Social", "Enterprising", "Conventional")


def _rated(code: str, element: str, name: str, level: str, suppress: str = "N") -> list[Row]:
    row = {
        **dict(zip(RATED[:3], (code, element, name), strict=True)),
        **{"N": "8", "Standard Error": "0.13", "Lower CI Bound": "1", "Upper CI Bound": "5"},
        "Recommend Suppress": suppress,
        "Date": "07/2019",
    }
    return [
        {**row, "Scale ID": "IM", "Data Value": "3.50", "Not Relevant": "n/a"},
        {**row, "Scale ID": "LV", "Data Value": level, "Not Relevant": "N"},
    ]


def _shares(shares: dict[str, str]) -> list[Row]:
    return [
        {CODE: BAKER, "Element ID": "2.D.1", "Scale ID": "RL", "Category": category, **_value(text)}
        for category, text in shares.items()
    ]


def _value(text: str) -> Row:
    return {"Data Value": text, "Recommend Suppress": "n/a", "Date": "08/2025"}


def _interests() -> list[Row]:
    rows = [
        {CODE: code, "Element ID": f"1.B.1.{letter}", "Scale ID": "OI", "Data Value": value}
        for code, values in ((BAKER, "7 1.75 4 1 2.5 5"), (BREWER, "4 4 4 4 4 4"))
        for letter, value in zip("abcdef", values.split(), strict=True)
    ]
    high_point = {CODE: BAKER, "Element ID": "1.B.1.g", "Scale ID": "IH", "Data Value": "0.00"}
    return [*rows, high_point]


def _related(*pairs: tuple[str, str, str, str]) -> list[Row]:
    return [
        {CODE: code, RELATED[1]: other, "Index": index, "Relatedness Tier": tier}
        for code, other, index, tier in pairs
    ]


BASIC = [*_rated(BAKER, "2.A.1.a", "Reading", "3.50"), *_rated(BREWER, "2.A.1.a", "Reading", "7")]
CROSS = [
    *_rated(BAKER, "2.B.1.a", "Noticing", "1.75"),
    *_rated(BREWER, "2.B.1.a", "Noticing", "5.25", suppress="Y"),
]
CLOSE = _related(
    (BAKER, KEEPER, "2", "Primary-Long"),
    (BAKER, BREWER, "1", "Primary-Short"),
    (BREWER, BAKER, "1", "Primary-Short"),
)
FAR = _related((BREWER, KEEPER, "11", "Supplemental"))
LEVELS = [
    {"Element ID": "2.D.1", "Scale ID": "RL", "Category": "2", "Category Description": "School"},
    {"Element ID": "3.A.1", "Scale ID": "RW", "Category": "2", "Category Description": "A month"},
]
SOFTWARE = [
    {CODE: BAKER, "Example": "Oven timer", "Commodity Title": "Clocks", "Hot Technology": "N"},
    {CODE: BREWER, "Example": "Oven timer", "Commodity Title": "Clocks", "Hot Technology": "Y"},
]
ROWS: dict[str, list[Row]] = {
    "Occupation Data": [
        {CODE: code, "Title": title, "Description": f"What {title} do."}
        for code, title in OCCUPATIONS.items()
    ],
    "Skills": [*BASIC, *CROSS],
    "Essential Skills": BASIC,
    "Transferable Skills": CROSS,
    "Knowledge": _rated(BAKER, "2.C.4.a", "Flour", "6.13"),
    "Content Model Reference": [
        {"Element ID": "2.A.1", "Element Name": "Content", "Description": "Foundations."},
        {"Element ID": "2.A.1.a", "Element Name": "Reading", "Description": "Reading recipes."},
    ],
    "Level Scale Anchors": [
        {"Element ID": "2.A.1.a", "Anchor Value": "4", "Anchor Description": "Read a recipe"}
    ],
    "Job Zones": [{CODE: BAKER, "Job Zone": "2"}, {CODE: BREWER, "Job Zone": "4"}],
    "Job Zone Reference": [{"Job Zone": "2", "Name": "Job Zone Two: Some Preparation Needed"}],
    "Task Statements": [{CODE: BAKER, "Task": "Bake bread.", "Task Type": "Core"}],
    EDUCATION: [
        *_shares({"2": "90.00", "3": "5.00"}),
        {CODE: BAKER, "Element ID": "3.A.1", "Scale ID": "RW", "Category": "2", **_value("50")},
    ],
    "Education": _shares({"2": "90.00", "3": "5.00"}),
    f"{EDUCATION} Categories": LEVELS,
    "Education Categories": LEVELS[:1],
    "Interests": _interests(),
    "Career Interest Types": _interests(),
    "Career Changers Matrix": CLOSE,
    "Career Starters Matrix": FAR,
    "Related Occupations": [*FAR, *CLOSE],
    "Technology Skills": SOFTWARE,
    "Software Skills": [
        {CODE: row[CODE], "Workplace Example": row["Example"], "Element Name": "Clocks"}
        for row in SOFTWARE
    ],
}


def texts(tables: dict[str, Columns], end: str = "\r\n") -> dict[str, str]:
    """The files of a release, by name."""
    return {
        f"{name}.txt": "".join(
            "\t".join(row.get(column, "") for column in columns) + end
            for row in [dict(zip(columns, columns, strict=True)), *ROWS.get(name, ())]
        )
        for name, columns in tables.items()
    }


def write_folder(folder: Path, files: dict[str, str]) -> Path:
    """The files in a folder."""
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    return folder


def write_zip(path: Path, files: dict[str, str], inside: str = "") -> Path:
    """The files in a zip, in a folder ``inside`` where one is given."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{inside}{name}", text)
    return path
