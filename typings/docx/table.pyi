from docx.shared import Font, Length

class Run:
    font: Font

class ParagraphFormat:
    space_after: Length

class Paragraph:
    paragraph_format: ParagraphFormat
    def add_run(self, text: str) -> Run: ...

class Cell:
    """`_Cell` at run time."""

    width: Length
    paragraphs: list[Paragraph]
    def merge(self, other_cell: Cell) -> Cell: ...

class Row:
    """`_Row` at run time."""

    cells: tuple[Cell, ...]

class Column:
    """`_Column` at run time."""

    width: Length
    cells: tuple[Cell, ...]

class Table:
    autofit: bool
    columns: list[Column]
    rows: list[Row]
    def add_row(self) -> Row: ...
    def cell(self, row_idx: int, col_idx: int) -> Cell: ...
