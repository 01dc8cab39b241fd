"""A survey's table as Japanese text for people."""

from matcher.cli._text import heading, joined, sections, where
from matcher.domain import Survey, SurveyColumn, SurveyRow, day_text


def survey_text(survey: Survey) -> str:
    """The summary of each item, then what each local government answered."""
    head = [
        survey.title,
        joined(
            [
                f"#{survey.channel_name}",
                day_text(survey.posted_at),
                f"返信{survey.replies:,}件",
                f"{len(survey.rows):,}団体が回答",
            ]
        ),
        where(survey.permalink, survey.thread_id),
    ]
    kinds = "、".join(f"{name} {count}" for name, count in survey.by_kind)
    sizes = "、".join(f"{name} {count}" for name, count in survey.by_size)
    left_out = f"表に入れていない返信{survey.left_out}件" if survey.left_out else ""
    if not survey.rows:
        return sections("\n".join(head), "まだ表にできる回答はありません。", left_out)
    return sections(
        "\n".join(head),
        joined([f"団体の種類: {kinds}" if kinds else "", f"人口: {sizes}" if sizes else ""]),
        heading("項目ごとのまとめ"),
        "\n".join(column_text(column) for column in survey.columns),
        heading("団体ごとの回答"),
        *(row_text(survey, row) for row in survey.rows),
        left_out,
    )


def column_text(column: SurveyColumn) -> str:
    """How an item was answered, in one line."""
    answered = f"・{column.name}: {column.answered}団体が回答"
    if column.median is not None and column.lowest is not None and column.highest is not None:
        low, middle, high = (
            f"{number:,.10g}{column.unit}"
            for number in (column.lowest, column.median, column.highest)
        )
        return f"{answered}。中央値{middle}({low}〜{high})"
    common = "、".join(f"「{text}」{count}" for text, count in column.common if count > 1)
    return f"{answered}。多い順に{common}" if common else answered


def row_text(survey: Survey, row: SurveyRow) -> str:
    """One local government's answers."""
    name = joined([row.organization, row.organization_code])
    lines = [f"{name}(出どころ: {row.organization_source})" if row.organization_source else name]
    lines += [
        f"  {item}: {cell}" for item, cell in zip(survey.items, row.cells, strict=True) if cell
    ]
    lines += [f"  {text}" for text in (*row.remark.splitlines(), row.note) if text]
    return "\n".join(lines)
