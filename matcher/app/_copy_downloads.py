"""Japanese text around files to take along."""


class Downloads:
    """Tables as files."""

    XLSX = "Excel(XLSX)で保存"
    CSV = "CSVで保存"
    PICTURE = "{ending}で保存"
    HELP = ":small[Excelで開くときは、団体コードの先頭の0が残るXLSXを使ってください。]"
