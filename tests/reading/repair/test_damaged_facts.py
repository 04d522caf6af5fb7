"""Facts whose signs the engine ruined: digits read as letters, glued numbers, symbols put together of known parts."""

from __future__ import annotations

import pytest

from dondoc.reading.repair import RepairedText, repair
from dondoc.reading.repair.dates import read_date, read_part
from dondoc.reading.repair.facts import may_mean
from dondoc.reading.repair.model import load
from dondoc.reading.repair.symbols import compose
from dondoc.reading.source import SourceText
from tests.reading.making import DAMAGED_PAGE

PAGE = f"{DAMAGED_PAGE}\n"


def repaired(text: str) -> RepairedText:
    return repair(SourceText.from_text(PAGE + text))


def others(result: RepairedText, meant: str) -> list[str]:
    return [a.text for change in result.changes if change.meant == meant for a in change.alternatives]


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("KHHD", "KHHĐ"),
        ("CTrHD", "CTrHĐ"),
        ("BCDCDS", "BCĐCĐS"),
        ("KHXYZ", ""),
        ("QUANG", ""),
        ("D" * 40, ""),
    ],
)
def test_symbols_are_composed_of_known_parts_only(seen: str, meant: str) -> None:
    assert compose(seen) == meant


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("3l/12/2O25", "31/12/2025"),
        ("01./8.2024", "01/8/2024"),
        ("07/1 2/2026", "07/12/2026"),
        ("25/11/2019", ""),
        ("10.12.2024", ""),
        ("7-8/2024", ""),
        ("4l/12/2025", ""),
        ("l1/ll/OlOl", ""),
    ],
)
def test_dates(seen: str, meant: str) -> None:
    assert read_date(seen) == meant


@pytest.mark.parametrize(
    ("word", "seen", "meant"),
    [
        ("tháng", "l2", "12"),
        ("năm", "2O25", "2025"),
        ("tháng", "I", "1"),
        ("tháng", "l3", ""),
        ("ngày", "lo", ""),
        ("mục", "l2", ""),
    ],
)
def test_parts_of_dates(word: str, seen: str, meant: str) -> None:
    assert read_part(word, seen) == meant


def test_a_number_glued_to_the_word_before_keeps_both_readings() -> None:
    result = repaired("Can cu Quyét dinh s601/2025/QD-UBND cua Uy ban nhan dan tinh\n")
    assert "Quyết định số 01/2025/QĐ-UBND của" in result.text
    assert others(result, "số 01/2025/QĐ-UBND") == ["số 601/2025/QĐ-UBND"]


def test_letters_in_a_number_are_digits_and_keep_what_was_seen() -> None:
    result = repaired("Can cu Nghi dinh s6 l1/2024/ND-CP ngay O1 thang l2 nam 2O24 cua Chinh phu\n")
    assert "số 11/2024/NĐ-CP ngày 01 tháng 12 năm 2024" in result.text
    assert others(result, "11/2024/NĐ-CP") == ["l1/2024/NĐ-CP"]
    assert others(result, "12") == ["l2"]


@pytest.mark.parametrize("seen", ["S@", "$6", "S&", "S&é"])
def test_a_sign_beside_a_letter_or_a_letter_seen_twice_is_a_ruin(seen: str) -> None:
    assert "Sở Tài chính chủ trì" in repaired(f"{seen} Tai chinh chu tri, phéi hop véi cac co quan\n").text


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("Luat s6 94/2019/0H14 cua Quéc hdi", "Luật số 94/2019/QH14 của"),
        ("Luat s6 94/2019/OHl4 cua Quéc hdi", "Luật số 94/2019/QH14 của"),
        ("Luat s6 61/2024/QHIS cua Quéc hdi", "Luật số 61/2024/QH15 của"),
        ("Luat s6 61/2024/QHIS5 cua Quéc hdi", "Luật số 61/2024/QH15 của"),
        ("Nghi quyét s6 198/2025/QHI15 cua Quéc hdi", "Nghị quyết số 198/2025/QH15 của"),
        ("Céng dién s6 143/CD-TT g cua Thu tuéng", "Công điện số 143/CĐ-TTg của"),
        ("Tro ly TT g va cac Vu cua Van phong", "Trợ lý TTg và"),
        ("Nghi quyét s6 24/202 1/QH15 cua Quéc hdi", "Nghị quyết số 24/2021/QH15 của"),
        ("Théng bao s6 02//TB-UBND cua Uy ban", "Thông báo số 02//TB-UBND của"),
        ("Chuong trinh s6 46-CT1/TU cua Tinh uy", "số 46-CTr/TU của"),
        ("quy dinh tai Diéu 42.2.LQ.10 ctia B6 phap dién", "tại Điều 42.2.LQ.10 của"),
        ("Luat s6 81/2025/QH1 5 cua Quéc hdi", "Luật số 81/2025/QH15 của"),
        ("Quyét dinh s6 35/0D-TTg cua Thu tuéng", "Quyết định số 35/QĐ-TTg của"),
        ("Quyét dinh s6.12/2010/0D-TTeg cua Thu tuéng", "Quyết định số 12/2010/QĐ-TTg của"),
        ("Nghi quyét s6-21-NQ/TW cua Trung uong", "Nghị quyết số 21-NQ/TW của"),
        ("Nghi dinh s6 26/2020/NDB-CP cua Chinh phu", "Nghị định số 26/2020/NĐ-CP của"),
        ("Thong tu s6 96/2016/TT-BOP cua B6 Quéc phong", "Thông tư số 96/2016/TT-BQP của"),
        ("quy dinh tai Diéu 44.3.ND.2 ctia B6 phap dién", "tại Điều 44.3.NĐ.2 của"),
        ("Chuong trinh s6 250 -CTr/TU cua Tinh uy", "số 250 -CTr/TU của"),
    ],
)
def test_ruined_references(seen: str, meant: str) -> None:
    assert meant in repaired(seen + " vé viéc trién khai thuc hién\n").text


@pytest.mark.parametrize(
    ("before", "seen", "meant"),
    [
        ("", "I- MUC DICH", "I- MỤC ĐÍCH"),
        ("I- MUC DICH|II- YEU CAU", "IlIl- NHIEM VU", "III- NHIỆM VỤ"),
        ("I- MUC DICH|II- YEU CAU", "TH- NHIEM VU", "III- NHIỆM VỤ"),
        ("I- MUC DICH|II- YEU CAU|III- NHIEM VU", "Iv- TO CHUC", "IV- TỔ CHỨC"),
        ("", "Vv. TO CHUC", "V. TỔ CHỨC"),
        ("", "Cc. TO CHUC", "C. TỔ CHỨC"),
    ],
)
def test_ruined_labels_of_sections(before: str, seen: str, meant: str) -> None:
    lines = [*filter(None, before.split("|")), seen]
    assert meant in repaired("".join(f"{line} VA THUC HIEN\n\n" for line in lines)).text


def test_a_label_in_small_letters_is_no_numeral() -> None:
    assert "i) Các" in repaired("i) Cac co quan, don vi cua tinh\n").text


@pytest.mark.parametrize("seen", ["trinh", "riéng", "OF", "AP"])
def test_readings_never_bring_digits_or_other_scripts_that_were_not_seen(seen: str) -> None:
    stored = load().finder.find([seen])[seen].surfaces
    assert all(may_mean(seen, surface) for surface in stored)


@pytest.mark.parametrize(
    ("seen", "meant", "may"),
    [
        ("10%", "70%", False),
        ("l0", "10", True),
        ("km²", "km²", True),
        ("thanh", "v3", False),
        ("AP", "琵琶", False),
        ("QL", "XI", False),
        ("A", "I", False),
        ("ID", "II", True),
        ("1a", "la", True),
    ],
)
def test_what_a_stored_reading_may_be(seen: str, meant: str, may: bool) -> None:
    assert may_mean(seen, meant) is may


def test_a_point_that_may_have_lost_its_bar_keeps_both_readings() -> None:
    result = repaired("theo quy dinh tai diém d khoan 2 Diéu 9 cua Luat nay\n")
    assert "điểm d khoản 2" in result.text
    assert others(result, "d") == ["đ"]


def test_a_symbol_nobody_knows_stays_and_keeps_the_reading_with_bars() -> None:
    result = repaired("Phiéu dé xuat theo mau s6 01/PDXXQTMS cua Téng cuc\n")
    assert "mẫu số 01/PDXXQTMS của" in result.text
    assert others(result, "01/PDXXQTMS") == ["01/PĐXXQTMS"]


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("Dai hdi dai biéu toan quéc lan thi XIN cua Dang", "lần thứ XIII của Đảng"),
        ("theo y kién cua HBND tinh va Uy ban nhan dan", "của HĐND tỉnh"),
        ("dat 49,06%4. Thuong truc Héi déng nhan dan", "49,06%4."),
        ("theo quy dinh tai Nghi dinh 168?", "Nghị định 168?"),
        ("tai toa d6 11°33’00”B va 104°55’00”D trén ban dé", "11°33’00”B"),
        ("phan déu dat 7-7,5%/Mmam trong ca giai doan", "7-7,5%/năm trong"),
        ("cac d/c trong Ban Thuong vu Tinh uy", "các đ/c trong"),
        ("(1;1) Dé an nang cao chat luong can bé", "(1.1) Đề án"),
        ("trinh trong quy [V nam 2025 hoac quy [I/2026", "quý IV năm 2025 hoặc quý II/2026"),
        ("ty lé hé nghéo giam binh quan 2 - 2,5%/nam", "bình quân 2 - 2,5%/năm"),
        ("tang du no tin dung cho doanh nghiép 16 -\n18%/nam", "doanh nghiệp 16 -\n18%/năm"),
        ("trinh trong quy ['V/2026 va nam 2027", "quý IV/2026 và"),
        ("hoan thanh trong quy ITI/2025, bao cao", "quý III/2025, báo cáo"),
        ("hoan thanh trong quy 1/2026, bao cao Uy ban", "quý I/2026, báo cáo"),
        ("trong quy 1/2026 va quy 2/2026 cac don vi", "quý 1/2026 và quý 2/2026"),
        ("1- Nang cao nhan thttc ctia can bé, dang vién", "1- Nâng cao nhận thức"),
        ("T6ng ra soat cac co so kinh doanh tai dia phuong", "Tổng rà soát các"),
        ("dang tai it nhat O5 tin, bai trong mét quy", "ít nhất 05 tin, bài"),
        ("cac xa bao cao trong T3/2024 theo quy dinh", "trong T3/2024 theo"),
        ("so voi nang luong so cap % va cac nguon khac", "sơ cấp % và các"),
        ("PHO BI THU Vii Hoang Nhan ky ban hanh", "Vũ Hoàng Nhân"),
        ("bao cao trudc ngay 20 hang thang theo quy dinh", "hằng tháng theo"),
        ("R6 don vi chu tri va thoi gian hoan thanh", "Rõ đơn vị chủ trì"),
        ("Dang b6 tinh khoa XVIIL, nhiém ky 2025 - 2030", "khóa XVIII, nhiệm kỳ"),
        ("san luong dién dat 134,27 ty kwh trong nam 2026", "134,27 tỷ kWh trong"),
        ("dat d6 vung 16i cua khu bao tén thién nhién", "vùng lõi của khu"),
        ("xay dung ké hoach kiém tra CCHC nam 2025", "kiểm tra CCHC năm"),
        ("3. BCSD UBND tinh chiu trach nhiém", "BCSĐ UBND tỉnh"),
        (
            "So GD&DT, So TN&MT phoi hop voi So LDTB&XH va Bo KH&CN",
            "Sở GD&ĐT, Sở TN&MT phối hợp với Sở LĐTB&XH và Bộ KH&CN",
        ),
    ],
)
def test_numbers_numerals_and_short_forms(seen: str, meant: str) -> None:
    assert meant in repaired(seen + "\n").text


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("Dang uy, Uy ban nhan dan va co quan Trung uwong2 va dia phuong", "Trung ương2 và"),
        ("nhiing chi tiéu d6 da dat duoc hay chua? Nhiing giai phap nao", "hay chưa? Những"),
        ("thuc hién cac thi: tuc hanh chinh trong linh vuc dat dai", "các thủ tục hành chính"),
        ("sap xép lai Uy ban nhan dan cap xa bao gdm: thi tran, phuong", "bao gồm: thị trấn"),
    ],
)
def test_what_stands_behind_a_word(seen: str, meant: str) -> None:
    assert meant in repaired(seen + "\n").text


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("Uy ban nhan dan tinh xay dung Kéhoach phathuy vai tro cua cac co quan", "xây dựng Kế hoạch phát huy vai trò"),
        ("phat trién dich vu logistics va cac trung tam mua sam", "dịch vụ logistics và"),
    ],
)
def test_joined_words_come_apart_and_foreign_ones_do_not(seen: str, meant: str) -> None:
    assert meant in repaired(seen + "\n").text


def test_a_part_of_a_law_keeps_its_small_letters_before_a_heading_in_capitals() -> None:
    assert "Mục 2 QUY ĐỊNH CHUNG" in repaired("Muc 2 QUY DINH CHUNG\n").text


def test_what_was_read_stays_when_read_again() -> None:
    once = repaired("Quyét dinh s601/2O25/KHHD-UBND ngay 3l/12/2O25, S@, ban, nganh\n").text
    assert repair(SourceText.from_text(once)).text == once
