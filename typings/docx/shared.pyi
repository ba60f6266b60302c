class Length(int): ...

class Cm(Length):
    def __new__(cls, cm: float) -> Cm: ...

class Pt(Length):
    def __new__(cls, points: float) -> Pt: ...

class RGBColor:
    @classmethod
    def from_string(cls, rgb_hex_str: str) -> RGBColor: ...

class ColorFormat:
    rgb: RGBColor

class Font:
    name: str
    size: Length
    bold: bool
    color: ColorFormat
