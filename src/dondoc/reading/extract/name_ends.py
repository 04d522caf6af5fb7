"""Where the name of an agency ends: levels and places after it, proper names, and the words of open names."""

from __future__ import annotations

import re

from dondoc.reading.extract.agency_grammar import Text, grammar
from dondoc.reading.extract.cues import cue, spelled_cue
from dondoc.reading.extract.folding import CAPITAL


def after_place(forms: Text, at: int) -> int:
    """Give the end of the levels after a name, or of a bare place name of two words ("Sở Xây dựng Lâm Đồng")."""
    levels = after_levels(forms, at)
    if levels > at:
        return levels
    place = after_proper_name(forms, at)
    return place if len(forms.raw[at:place].split()) > 1 and not begins_another(forms, at + 1) else at


def after_levels(forms: Text, at: int) -> int:
    """Give the end of the levels and places after a name: "tỉnh", "Thành phố Hồ Chí Minh", "quận - huyện"."""
    while match := grammar().levels.match(forms.spelled, at):
        either = _OR_LEVEL.match(forms.spelled, match.end())
        at = after_proper_name(forms, either.end() if either else match.end())
    return at


_OR_LEVEL = re.compile(
    r"(?<=xã|ận)\s*[-–/]\s*(?:phường|huyện|thị trấn)(?!\w)|\s*/\s*(?:xã|phường|thành phố|huyện)(?!\w)"
)


_CAPITAL_WORDS = re.compile(
    rf"(?:\s+(?:\d{{1,2}}(?!\w)|[IVX]+(?!\w)|{CAPITAL}(?!{CAPITAL})[^\W\d_]*)(?:\s*[-–]\s*(?={CAPITAL}))?){{1,4}}"
)


def after_proper_name(forms: Text, at: int) -> int:
    """Give the end of the capitalised words at `at`, up to four, before the head of another agency."""
    match = _CAPITAL_WORDS.match(forms.raw, at)
    if not match:
        return at
    end = match.end()
    first = match.start() + len(match.group()) - len(match.group().lstrip())
    place = grammar().head_places.match(forms.spelled, first)
    place = place if place and forms.raw[place.start() : place.end()].istitle() else None
    for head in grammar().heads.finditer(forms.folded, place.end() if place else match.start(), match.end()):
        if forms.raw[head.start()].isupper():
            end = min(end, head.start())
            break
    return at + len(forms.raw[at : _before_verb(forms, at, end)].rstrip())


def _before_verb(forms: Text, at: int, end: int) -> int:
    """Leave out a last word that begins a verb of duty in capitals: "Công an Thành phố Chỉ đạo công an các xã"."""
    last = re.compile(r"[^\W\d_]+$").search(forms.raw, at, end)
    verb = cue("duties", "verbs").match(forms.folded, last.start()) if last else None
    return last.start() if last and verb and verb.end() > end and forms.raw[end + 1].islower() else end


def begins_another(forms: Text, start: int) -> bool:
    """Tell whether the name of another body, or of a class of them, begins at a place."""
    words = grammar()
    known = words.names.match(forms.folded, start) or words.sectors.match(forms.folded, start)
    return bool(known or words.class_starts.match(forms.spelled, start))


_NAME_WORD = re.compile(r"(\s+(?:[-–]\s+)?)([^\W_](?:[\w.&\-]*[\w&\-])?(?:(?<=TP)\.)?)")  # a full stop ends a name
_LONGEST_NAME = 12  # words
_NEAR = 60  # code points looked back for the name of a place


def after_open(forms: Text, start: int) -> int | None:
    """Read an open name: its words go on until a verb, a mark of punctuation or another head."""
    match = grammar().open.match(forms.spelled, start)
    if not match or not re.compile(r"\s+[^\W_]").match(forms.raw, match.end()):
        return None
    at = match.end()
    small = not forms.raw[at + 1 : at + 2].isupper()
    if (small and " " not in match.group()) or forms.raw[start : at + 12].isupper():
        return None
    end = after_words(forms, at)
    if end == at:
        return after_levels(forms, at) if grammar().alone.fullmatch(match.group()) else None
    return after_levels(forms, _after_fields(forms, end))


def after_words(forms: Text, at: int) -> int:
    """Give the end of the words of an open name from a place on."""
    for count in range(_LONGEST_NAME):
        word = _NAME_WORD.match(forms.raw, at)
        if not word or not _goes_on(forms, word) or (count and _ends_before(forms, word.start(2))):
            break
        whole = grammar().wholes.match(forms.spelled, word.start(2))
        at = max(word.end(), whole.end() if whole else 0)
    return at


_LEVEL = re.compile(
    r"(?:tỉnh|thành phố|huyện|thị xã|xã|phường|quận|đặc khu)"
    r"(?!\w)(?!\s+(?:hội|lộ|ủy|đoàn|đội|đảo|thông minh|nghèo|điểm)(?!\w))"
)


def _ends_before(forms: Text, start: int) -> bool:
    """Tell whether a name has ended where its level stands ("... dự án tỉnh"), or a verb that is in no name."""
    if forms.raw[start].isupper():
        return bool(_CAPITAL_VERB.match(forms.raw, start))
    return bool(
        _LEVEL.match(forms.spelled, start)
        or grammar().verbs.match(forms.spelled, start)
        or _SHORT_VERB.match(forms.spelled, start)
        or _LEVEL_NAMED.search(forms.raw, max(0, start - _NEAR), start - 1)
    )


_SHORT_VERB = re.compile(r"(?:lắp|cắm|tiêm|phun|dọn|họp)(?!\w)(?!\s+tác(?!\w))")
_LEVEL_NAMED = re.compile(
    rf"(?:khu vực|tỉnh|thành phố|huyện|thị xã|xã|phường|quận)\s+{CAPITAL}[^\W\d_]*(?:\s+{CAPITAL}[^\W\d_]*)*$"
)


# Verbs and adverbs of duty that are set with a capital after a name that heads its paragraph.
_CAPITAL_VERB = re.compile(
    r"(?:Khẩn trương|Tiếp tục|Chủ động|Chủ trì|Phối hợp|Tập trung|Tham mưu|Đẩy mạnh|Tăng cường|Rà soát|Hoàn thiện|"
    r"Hoàn thành|Kịp thời|Thường xuyên|Nghiêm túc|Quán triệt|Báo cáo|Hướng dẫn|Đề xuất|Theo dõi)\s+(?=[^\W\d_A-ZĐ])"
)
_FIELD_AFTER_COMMA = re.compile(r",\s+")


def _after_fields(forms: Text, at: int) -> int:
    """Give the end of the further fields of a name: "Cục Trồng trọt, Lâm sinh và Dược liệu", "Vụ Dân vận, giáo dục"."""
    end = at
    while comma := _FIELD_AFTER_COMMA.match(forms.raw, end):
        start = comma.end()
        if not grammar().fields.match(forms.spelled, start) or begins_another(forms, start):
            break
        after = after_words(forms, start - 1)
        if after <= start or not (_ends_fields(forms, after) or " và " in forms.raw[start:after]):
            break
        end = after
    return end if end == at or _ends_fields(forms, end) or " và " in forms.raw[at:end] else at


def _ends_fields(forms: Text, at: int) -> bool:
    """Tell whether a list of fields ends at a place: with a mark, a verb, or a word that leads to one."""
    return bool(_AFTER_FIELDS.match(forms.spelled, at) or grammar().verbs.match(forms.spelled, at + 1))


_AFTER_FIELDS = re.compile(
    r"\s*(?:$|[:;.()|\n]|,\s|(?:và\s|cùng\s|chủ trì|phối hợp|chịu trách nhiệm|có trách nhiệm|tham mưu|chủ động|"
    r"tiếp tục|khẩn trương|trong|để|đối với|thực hiện|tổ chức|xây dựng|rà soát|hướng dẫn|theo dõi|tổng hợp|trình|"
    r"báo cáo|ban hành|tăng cường))"
)


# Words of a field that are verbs as well: "Ban Dự án đầu tư chủ trì ...".
_FIELD_OR_VERB = re.compile(
    r"(?:xây dựng|quản lý|kiểm tra|giám sát|thanh tra|đầu tư) "
    r"(?=(?:chủ trì|tham mưu|phối hợp|chịu trách nhiệm|có trách nhiệm|khẩn trương|tiếp tục|chủ động|chỉ đạo|"
    r"hướng dẫn|theo dõi|rà soát|tổng hợp|đôn đốc)(?!\w))"
    r"|(?:xây dựng|quản lý|kiểm tra|giám sát|thanh tra|đầu tư)(?=\s*(?:[,;.:)|]|$|\svà\s))"  # a verb would go on
)

# "Ban Quản lý dự án đầu tư xây dựng công trình giao thông": verbs that tell which projects.
_PROJECTS = re.compile(r"(?<=dự án )đầu tư(?!\w)|(?<=đầu tư )xây dựng(?!\w)")


_FIELD = re.compile(rf"(?:xây dựng|quản lý|kiểm tra|giám sát|thanh tra|đầu tư)\s+(?P<level>{_LEVEL.pattern}\s*)?")


def _is_field(forms: Text, start: int) -> bool:
    """Tell whether a verb is the field of a body: another verb follows it, or a level of the state and nothing else."""
    field = _FIELD.match(forms.spelled, start)
    if not field:
        return False
    verb = grammar().verbs.match(forms.spelled, field.end()) or grammar().stops.match(forms.spelled, field.end())
    return bool(verb and not _PRODUCTS.match(forms.spelled, field.end())) or bool(
        field["level"] and _CLOSES.match(forms.spelled, field.end())
    )


# Verbs that are also what is made: "Cục Quản lý đất đai xây dựng báo cáo tổng kết".
_PRODUCTS = re.compile(
    r"(?:báo cáo|quy định|quyết định|hướng dẫn|đề xuất|quy hoạch|dự báo|thông báo|cơ sở|thông tin|tổng hợp)(?!\w)"
)
_CLOSES = re.compile(r"[,;:.|)]|$")


def _goes_on(forms: Text, word: re.Match[str]) -> bool:
    start = word.start(2)
    if forms.raw[start].isupper():
        after_dash = len(word.group(1)) > 1
        return not begins_another(forms, start) and not (after_dash and _is_apart(forms, start))
    if forms.spelled[start : start + 3] == "và ":
        return _joins(forms, word, start + 3)
    if _FIELD_OR_VERB.match(forms.spelled, start) or _PROJECTS.match(forms.spelled, start) or _is_field(forms, start):
        return True
    if _is_second_syllable(forms, word):
        return True
    if _PLACE_BEFORE.search(forms.raw, max(0, word.start() - _NEAR), word.start()) and (
        _is_long_verb(forms, start) or _ends_place(forms, word)
    ):
        return False
    return not grammar().stops.match(forms.spelled, start)


def _joins(forms: Text, word: re.Match[str], after: int) -> bool:
    """Tell whether "và" joins one more field of a name to it: "Sức khỏe và Đời sống", "giao thông và dân dụng"."""
    if begins_another(forms, after):
        return False
    if forms.raw[word.start() - 1].islower() and grammar().fields.match(forms.spelled, after):
        return True
    capital = forms.raw[after : after + 1].isupper()
    return capital and not grammar().spelled_heads.match(forms.spelled, after)


_PLACE_BEFORE = re.compile(rf"\s{CAPITAL}[^\W\d_]*\s+{CAPITAL}[^\W\d_]*$")


_FIRM = re.compile(r"(?:Tổng [Cc]ông ty|Công ty|Tập đoàn|Xí nghiệp|Nhà máy|Hợp tác xã)\s[^,;.:()]{2,80}$")
_GOES_ON_BEHIND_PLACE = re.compile(
    r"(?:khu vực|miền|vùng|số|cấp|trực thuộc|cơ sở|và|tại|chi nhánh|phía|ương|khẩu)(?!\w)"
)


def _ends_place(forms: Text, word: re.Match[str]) -> bool:
    """Tell whether the name of a firm ends with a proper name before a small word: "Công ty Cao su Hòa An" phát dọn."""
    place = _PLACE_BEFORE.search(forms.raw, max(0, word.start() - _NEAR), word.start())
    start = word.start(2)
    if (
        not place
        or place.group().split()[0].isupper()
        or not _FIRM.search(forms.raw, max(0, start - 2 * _NEAR), word.start())
    ):
        return False
    if grammar().fields.match(forms.spelled, start) or _GOES_ON_BEHIND_PLACE.match(forms.spelled, start):
        return False
    at = place.start() + 1
    generic = grammar().fields.match(forms.spelled, at) or grammar().spelled_heads.match(forms.spelled, at)
    verb = spelled_cue("duties", "verbs").match(forms.spelled, at)
    return not (generic or (verb and " " in verb.group()))


def _is_long_verb(forms: Text, start: int) -> bool:
    """Tell whether a verb of two syllables stands at a place: "Công ty Điện lực Gia Lai di dời đường dây"."""
    verb = spelled_cue("duties", "verbs").match(forms.spelled, start)
    return bool(verb and " " in verb.group())


_DUTY = re.compile(r"(?:Triển khai|Thực hiện|Chỉ đạo|Ban hành|Xây dựng|Lập)\s+(?=[^\W\d_A-ZĐ])")


def _is_apart(forms: Text, start: int) -> bool:
    """Tell whether a duty or another body stands after the dash behind a name: "Cục Bưu chính - Triển khai rà soát"."""
    if grammar().open.match(forms.spelled, start):
        return not forms.spelled.startswith("chi nhánh", start)
    return bool(_CAPITAL_VERB.match(forms.raw, start) or _DUTY.match(forms.raw, start))


_SYLLABLE_BEFORE = re.compile(rf"(?<!\w){CAPITAL}[^\W\d_]*$")


def _is_second_syllable(forms: Text, word: re.Match[str]) -> bool:
    """Tell whether a word that may end a name is the second half of a word of it: "Đăng ký", "Trợ giúp", "Giám sát"."""
    before = _SYLLABLE_BEFORE.search(forms.raw, max(0, word.start() - _NEAR), word.start())
    if not before or len(word.group(1)) != 1:
        return False
    verb = cue("duties", "verbs").match(forms.folded, before.start())
    return bool(verb and verb.end() >= word.end())
