"""What can be wrong with a file: one class for each mistake, each with one clear sentence and a next step.

Everything here is a `BadFile`: nothing was read, and the command ends with exit code 2. What is merely damaged is not
an error: it is read, with findings.
"""

from __future__ import annotations

from typing import ClassVar


class BadFile(Exception):
    """The file cannot be read as a document. `sentence` tells why in Vietnamese, `sentence_en` in English."""

    exit_code: ClassVar[int] = 2
    vietnamese: ClassVar[str] = "Không đọc được tệp {name}."
    english: ClassVar[str] = "The file {name} cannot be read."

    def __init__(self, *, name: str = "", **details: object) -> None:
        self.details: dict[str, object] = {"name": name, **details}
        super().__init__(self.sentence_en)

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), self.details)

    def called(self, name: str) -> BadFile:
        """Give the same mistake of the file under another name: that it came with, not that it is stored by."""
        return _again(type(self), {**self.details, "name": name})

    @property
    def sentence(self) -> str:
        """Give the mistake and the next step as one Vietnamese sentence."""
        return self.vietnamese.format(**self.details)

    @property
    def sentence_en(self) -> str:
        """Give the mistake and the next step as one English sentence."""
        return self.english.format(**self.details)


def _again(kind: type[BadFile], details: dict[str, object]) -> BadFile:
    return kind(**details)  # type: ignore[arg-type]


class NotFound(BadFile):
    """There is no such file."""

    vietnamese = "Không tìm thấy tệp {name}; hãy kiểm tra lại đường dẫn."
    english = "There is no file {name}; check the path."


class NotReadable(BadFile):
    """The file is there but the system does not let us read it (a folder, or no permission)."""

    vietnamese = "Không mở được {name}: đây là thư mục hoặc anh chị chưa có quyền đọc."
    english = "{name} cannot be opened: it is a folder, or you have no right to read it."


class EmptyFile(BadFile):
    """The file holds nothing, or nothing but white space."""

    vietnamese = "Tệp {name} không có nội dung; hãy chọn lại tệp."
    english = "The file {name} is empty; choose another file."


class NothingRead(BadFile):
    """Something is on the pictures of the pages, but no word of it can be read."""

    vietnamese = "Không đọc được chữ nào trên ảnh của tệp {name}; hãy quét lại rõ nét, thẳng trang, ở 200–300 dpi."
    english = "No word can be read on the pictures in {name}; scan it again, sharp and straight, at 200-300 dpi."


class TooLarge(BadFile):
    """The file is over the size limit."""

    vietnamese = "Tệp {name} vượt quá dung lượng cho phép ({limit}); hãy tách nhỏ hoặc nén ảnh rồi gửi lại."
    english = "The file {name} is over the size limit ({limit}); split it or compress its images."


class NotADocument(BadFile):
    """The content is of no kind that we read, whatever the name says."""

    vietnamese = "Tệp {name} không phải là văn bản; hệ thống đọc được PDF, Word, ODT, RTF, ảnh PNG/JPEG/TIFF và TXT."
    english = "The file {name} is no document; PDF, Word, ODT, RTF, PNG/JPEG/TIFF images and plain text can be read."


class AnotherKind(BadFile):
    """The file is of a kind that offices use, but no document: a workbook, slides, a page of the web."""

    vietnamese = "Tệp {name} là {what}, không phải văn bản; hãy lưu thành PDF hoặc Word rồi gửi lại."
    english = "The file {name} is {what_en}, not a document; save it as PDF or Word and send that."


class Packed(BadFile):
    """Files packed into one, where one document is asked for."""

    vietnamese = "Tệp {name} là tệp nén; hãy giải nén rồi đọc từng văn bản hoặc cả thư mục."
    english = "The file {name} is an archive; unpack it, and read its documents one by one or as a folder."


class Encrypted(BadFile):
    """The file asks for a password."""

    vietnamese = "Tệp {name} được bảo vệ bằng mật khẩu; hãy bỏ mật khẩu rồi gửi lại."
    english = "The file {name} is protected by a password; remove the password and try again."


class Truncated(BadFile):
    """The file is cut off or its inner order is broken beyond repair."""

    vietnamese = "Tệp {name} bị hỏng hoặc tải chưa hết; hãy tải lại tệp gốc."
    english = "The file {name} is damaged or was not transferred whole; fetch the original again."


class NoPages(BadFile):
    """A document without a single page."""

    vietnamese = "Tệp {name} không có trang nào; hãy kiểm tra lại tệp gốc."
    english = "The file {name} has no pages; check the original."


class TooManyPages(BadFile):
    """More pages than the limit."""

    vietnamese = "Tệp {name} có {pages} trang, quá giới hạn {limit} trang; hãy tách nhỏ rồi gửi lại."
    english = "The file {name} has {pages} pages, over the limit of {limit}; split it."


class DecompressionBomb(BadFile):
    """The file unfolds to more than the memory it may use."""

    vietnamese = "Tệp {name} bung ra quá lớn so với bộ nhớ cho phép nên không được mở; hãy xuất lại tệp từ bản gốc."
    english = "The file {name} unfolds to more than the allowed memory and was not opened; export it anew."


class ImageTooLarge(BadFile):
    """A picture of more points than the limit."""

    vietnamese = "Ảnh trong tệp {name} quá lớn ({width} × {height} điểm); hãy quét lại ở 200–300 dpi."
    english = "The picture in {name} is too large ({width} × {height} points); scan it again at 200-300 dpi."


class UnsafeArchive(BadFile):
    """An archive whose entries point outside, or that unfolds to too much or too many files."""

    vietnamese = "Tệp nén {name} không an toàn ({entry}) nên không được mở; hãy nén lại từng văn bản."
    english = "The archive {name} is not safe ({entry}) and was not opened; pack the documents again."


class ExternalEntities(BadFile):
    """XML inside the file declares entities or a document type: a known attack, in no office's real files."""

    vietnamese = "Tệp {name} chứa khai báo XML ngoài không an toàn nên không được mở; hãy lưu lại bằng Word."
    english = "The file {name} carries unsafe external XML declarations and was not opened; save it anew in Word."


class PageTimeout(BadFile):
    """One page took longer than it may."""

    vietnamese = "Trang {page} của tệp {name} xử lý quá {seconds} giây nên đã dừng; hãy in lại trang này thành ảnh."
    english = "Page {page} of {name} took over {seconds} seconds and was stopped; print that page to an image."


class NoPicture(BadFile):
    """A picture of a page is asked of a file that has no pages of its own."""

    vietnamese = "Tệp {name} là văn bản không phân trang nên không có ảnh trang."
    english = "The file {name} has no pages of its own, so there is no picture to show."


class OpeningTimeout(BadFile):
    """The file as a whole took longer to open than it may."""

    vietnamese = "Mở tệp {name} quá {seconds} giây nên đã dừng; hãy xuất lại tệp từ bản gốc."
    english = "Opening {name} took over {seconds} seconds and was stopped; export it again from the original."


class Unreadable(BadFile):
    """The program that opens such files gave up on this one."""

    vietnamese = "Tệp {name} bị lỗi bên trong nên không mở được; hãy xuất lại tệp từ bản gốc."
    english = "The file {name} is broken inside and cannot be opened; export it again from the original."


class MissingTool(BadFile):
    """A program of the system is needed and is not installed."""

    vietnamese = "Để đọc tệp {name} cần có {tool}; đề nghị quản trị viên cài gói {package}."
    english = "Reading {name} needs {tool}; ask an administrator to install the package {package}."


KINDS: dict[str, type[BadFile]] = {kind.__name__: kind for kind in BadFile.__subclasses__()}
