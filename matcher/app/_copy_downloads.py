"""Japanese text around files to take along."""


class Downloads:
    """Tables as files."""

    XLSX = "Excel(XLSX)で保存"
    CSV = "CSVで保存"
    PICTURE = "{ending}で保存"
    CODE = "コード"
    HELP = ":small[Excelで開くときは、コードの先頭の0が残るXLSXを使ってください。]"
