from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import BinaryIO

from docx.oxml import Element
from docx.shared import Font, Length
from docx.table import Table

class Section:
    page_width: Length
    page_height: Length
    left_margin: Length
    right_margin: Length
    top_margin: Length
    bottom_margin: Length

class Style:
    element: Element
    font: Font

class Properties:
    title: str
    author: str
    comments: str
    language: str
    created: datetime
    modified: datetime

class Document:
    element: Element
    sections: Iterable[Section]
    styles: Mapping[str, Style]
    core_properties: Properties
    def add_heading(self, text: str, level: int) -> object: ...
    def add_paragraph(self, text: str, style: str | None = ...) -> object: ...
    def add_table(self, rows: int, cols: int, style: str | None = ...) -> Table: ...
    def save(self, path_or_stream: BinaryIO) -> None: ...
