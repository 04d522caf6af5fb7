"""Deadlines: the phrasings of real directives, each with the days, the precision and the recurrence it stands for."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.reading.extract import days
from dondoc.reading.extract.deadline_readings import with_readings
from dondoc.reading.extract.deadlines import find_deadlines
from dondoc.reading.extract.drafts import recurrence_in
from dondoc.reading.extract.outline import Piece
from dondoc.reading.repair.result import Change, Reading, RepairedText
from dondoc.reading.source import SourceText, Span
from dondoc.reading.structure import structure

ISSUED_ON = dt.date(2025, 3, 10)  # a Monday

# Words, first day, last day, precision, recurrence.
PHRASES = [
    ("quý IV năm 2021", "2021-10-01", "2021-12-31", "quarter", None),
    ("tổng kết Kế hoạch vào năm 2030", "2030-01-01", "2030-12-31", "year", None),
    ("trong quý IV năm 2021", "2021-10-01", "2021-12-31", "quarter", None),
    ("hoàn thành trong quý IV năm 2021", "2021-10-01", "2021-12-31", "quarter", None),
    ("thời gian hoàn thành trong quý IV năm 2021", "2021-10-01", "2021-12-31", "quarter", None),
    ("thời gian hoàn thành quý IV năm 2021", "2021-10-01", "2021-12-31", "quarter", None),
    ("thời gian hoàn thành trong quý I năm 2022", "2022-01-01", "2022-03-31", "quarter", None),
    ("(hoàn thành trong quý IV năm 2021)", "2021-10-01", "2021-12-31", "quarter", None),
    ("quý II/2025", "2025-04-01", "2025-06-30", "quarter", None),
    ("Quý III/2025", "2025-07-01", "2025-09-30", "quarter", None),
    ("Quý 4/2025", "2025-10-01", "2025-12-31", "quarter", None),
    ("quý I-2026", "2026-01-01", "2026-03-31", "quarter", None),
    ("cuối quý IV năm 2025", "2025-10-01", "2025-12-31", "quarter", None),
    ("Quý II, III năm 2025", "2025-04-01", "2025-09-30", "quarter", None),
    ("trong quý I và quý II năm 2026", "2026-01-01", "2026-06-30", "quarter", None),
    ("Quý I - Quý II/2026", "2026-01-01", "2026-06-30", "quarter", None),
    ("từ quý I đến quý III năm 2025", "2025-01-01", "2025-09-30", "quarter", None),
    ("Từ quý IV năm 2022 đến tháng 6 năm 2023", "2022-10-01", "2023-06-30", "month", None),
    ("hết quý IV/2025", None, "2025-12-31", "quarter", None),
    ("trước quý II/2026", None, "2026-03-31", "quarter", None),
    ("Quý 11/2030", "2030-04-01", "2030-06-30", "quarter", None),
    ("tháng 6/2025", "2025-06-01", "2025-06-30", "month", None),
    ("Tháng 12 năm 2025", "2025-12-01", "2025-12-31", "month", None),
    ("tháng 9-2026", "2026-09-01", "2026-09-30", "month", None),
    ("6/2025", "2025-06-01", "2025-06-30", "month", None),
    ("trong tháng 11 năm 2025", "2025-11-01", "2025-11-30", "month", None),
    ("hoàn thành trong tháng 12/2025", "2025-12-01", "2025-12-31", "month", None),
    ("ngay trong tháng 5/2025", "2025-05-01", "2025-05-31", "month", None),
    ("đầu tháng 6/2025", "2025-06-01", "2025-06-30", "month", None),
    ("cuối tháng 11/2025", "2025-11-01", "2025-11-30", "month", None),
    ("hết tháng 12/2025", None, "2025-12-31", "month", None),
    ("đến hết tháng 6 năm 2026", None, "2026-06-30", "month", None),
    ("trước tháng 6/2025", None, "2025-05-31", "month", None),
    ("chậm nhất tháng 6/2025", None, "2025-06-30", "month", None),
    ("Tháng 01-12/2026", "2026-01-01", "2026-12-31", "month", None),
    ("từ tháng 5 đến tháng 9 năm 2025", "2025-05-01", "2025-09-30", "month", None),
    ("tháng 10, 11 năm 2025", "2025-10-01", "2025-11-30", "month", None),
    ("01/2026 - 12/2027", "2026-01-01", "2027-12-31", "month", None),
    ("trước ngày 15/6/2025", None, "2025-06-15", "day", None),
    ("trước ngày 15 tháng 12 năm 2025", None, "2025-12-15", "day", None),
    ("hoàn thành trước ngày 10 tháng 12 năm 2025", None, "2025-12-10", "day", None),
    ("xong trước 30 tháng 12 năm 2025", None, "2025-12-30", "day", None),
    ("xong trước ngày 30/6/2025", None, "2025-06-30", "day", None),
    ("trước 31 tháng 12 năm 2025 (nếu có)", None, "2025-12-31", "day", None),
    ("Trước ngày 30.6.2025", None, "2025-06-30", "day", None),
    ("trước ngày 5-9-2025", None, "2025-09-05", "day", None),
    ("chậm nhất ngày 20 tháng 5 năm 2025", None, "2025-05-20", "day", None),
    ("chậm nhất là ngày 31/10/2025", None, "2025-10-31", "day", None),
    ("chậm nhất đến ngày 25/11/2025", None, "2025-11-25", "day", None),
    ("chậm nhất trước ngày 30/6/2025", None, "2025-06-30", "day", None),
    ("chậm nhất trong ngày 06 tháng 10 năm 2025", None, "2025-10-06", "day", None),
    ("chậm nhất là 10 tháng 10 năm 2025", None, "2025-10-10", "day", None),
    ("muộn nhất ngày 15/8/2025", None, "2025-08-15", "day", None),
    ("không quá ngày 31/12/2025", None, "2025-12-31", "day", None),
    ("đến hết ngày 31 tháng 7 năm 2025", None, "2025-07-31", "day", None),
    ("trong ngày 20 tháng 11 năm 2025", "2025-11-20", "2025-11-20", "day", None),
    ("hoàn thành trong ngày 05 tháng 10 năm 2025", "2025-10-05", "2025-10-05", "day", None),
    ("ngày 31/10/2025", "2025-10-31", "2025-10-31", "day", None),
    ("31/10/2025", "2025-10-31", "2025-10-31", "day", None),
    ("hạn chót là ngày 01/9/2025", None, "2025-09-01", "day", None),
    ("thời hạn ban hành: trước ngày 03 tháng 02 năm 2026", None, "2026-02-03", "day", None),
    ("từ ngày 01/01/2026 đến ngày 31/12/2026", "2026-01-01", "2026-12-31", "day", None),
    ("từ ngày 15/5 đến ngày 30/6/2025", "2025-05-15", "2025-06-30", "day", None),
    ("trong năm 2021", "2021-01-01", "2021-12-31", "year", None),
    ("Năm 2025", "2025-01-01", "2025-12-31", "year", None),
    ("năm 2026 - 2027", "2026-01-01", "2027-12-31", "year", None),
    ("Năm 2025 - 2026", "2025-01-01", "2026-12-31", "year", None),
    ("Năm 2025-2030", "2025-01-01", "2030-12-31", "year", None),
    ("(2025 - 2030)", "2025-01-01", "2030-12-31", "year", None),
    ("(xuyên suốt 2025 - 2035)", "2025-01-01", "2035-12-31", "year", "continuous"),
    ("các năm 2025-2026", "2025-01-01", "2026-12-31", "year", None),
    ("hết năm 2025", None, "2025-12-31", "year", None),
    ("đến hết năm 2025", None, "2025-12-31", "year", None),
    ("cuối năm 2025", "2025-10-01", "2025-12-31", "year", None),
    ("đầu năm 2026", "2026-01-01", "2026-03-31", "year", None),
    ("trước năm 2026", None, "2025-12-31", "year", None),
    ("Thời gian thực hiện: Năm 2025", "2025-01-01", "2025-12-31", "year", None),
    ("Thời gian hoàn thành trong năm 2021", "2021-01-01", "2021-12-31", "year", None),
    ("triển khai thực hiện trong năm 2021", "2021-01-01", "2021-12-31", "year", None),
    ("hoàn thành năm 2025", "2025-01-01", "2025-12-31", "year", None),
    ("Từ năm 2025 đến năm 2030", "2025-01-01", "2030-12-31", "year", None),
    ("từ 2025 đến 2030", "2025-01-01", "2030-12-31", "year", None),
    ("từ nay đến hết năm 2025", "2025-03-10", "2025-12-31", "year", None),
    ("từ nay đến năm 2030", "2025-03-10", "2030-12-31", "year", None),
    ("Đến năm 2030", None, "2030-12-31", "year", None),
    ("đến năm 2025 tiến hành tổng kết", None, "2025-12-31", "year", None),
    ("Giai đoạn 2026 - 2030", "2026-01-01", "2030-12-31", "year", None),
    ("giai đoạn 2021-2025", "2021-01-01", "2025-12-31", "year", None),
    ("6 tháng đầu năm 2026", "2026-01-01", "2026-06-30", "half-year", None),
    ("06 tháng cuối năm 2025", "2025-07-01", "2025-12-31", "half-year", None),
    ("nửa đầu năm 2026", "2026-01-01", "2026-06-30", "half-year", None),
    ("năm 2025, 2026", "2025-01-01", "2026-12-31", "year", None),
    ("dự kiến quý II/2026", "2026-04-01", "2026-06-30", "quarter", None),
    ("Quý I/2026 (trình Thường trực Tỉnh ủy)", "2026-01-01", "2026-03-31", "quarter", None),
    ("trong tháng 4", "2025-04-01", "2025-04-30", "month", None),
    ("quý III", "2025-07-01", "2025-09-30", "quarter", None),
    ("trước ngày 25/11", None, "2025-11-25", "day", None),
    ("ngày 20 tháng 11", "2025-11-20", "2025-11-20", "day", None),
    ("6 tháng cuối năm", "2025-07-01", "2025-12-31", "half-year", None),
    ("cuối năm nay", "2025-10-01", "2025-12-31", "year", None),
    ("chậm nhất 10 ngày làm việc kể từ ngày ban hành", None, "2025-03-24", "relative", None),
    ("chậm nhất 15 ngày kể từ ngày ban hành Kế hoạch này", None, "2025-03-25", "relative", None),
    ("trong thời hạn 15 ngày kể từ ngày ký Quyết định này", None, "2025-03-25", "relative", None),
    ("trong vòng 30 ngày, kể từ ngày Nghị định này có hiệu lực thi hành", None, "2025-04-09", "relative", None),
    ("trong thời hạn 05 ngày làm việc kể từ ngày ban hành", None, "2025-03-17", "relative", None),
    ("sau 03 tháng kể từ ngày ký ban hành", None, "2025-06-10", "relative", None),
    ("trong thời hạn 02 năm kể từ ngày ký", None, "2027-03-10", "relative", None),
    ("trong thời hạn 15 (mười lăm) ngày kể từ ngày ban hành quyết định thanh tra", None, None, "relative", None),
    ("trong thời hạn 10 ngày làm việc kể từ ngày nhận được hồ sơ", None, None, "relative", None),
    ("chậm nhất 15 ngày sau khi nhận được văn bản", None, None, "relative", None),
    ("chậm nhất 03 tháng sau khi tổng kết đề án", None, None, "relative", None),
    ("không quá 02 năm kể từ ngày hết thời hạn", None, None, "relative", None),
    ("cuối nhiệm kỳ", None, None, "term", None),
    ("hết nhiệm kỳ", None, None, "term", None),
    ("Trong nhiệm kỳ 2020 - 2025", None, "2025-12-31", "term", None),
    ("cả nhiệm kỳ", None, None, "term", None),
    ("Hằng năm", None, None, "open", "yearly"),
    ("hàng năm", None, None, "open", "yearly"),
    ("Hằng quý", None, None, "open", "quarterly"),
    ("hằng tháng", None, None, "open", "monthly"),
    ("hàng tuần", None, None, "open", "weekly"),
    ("6 tháng, năm", None, None, "open", "half-yearly,yearly"),
    ("6 tháng và hằng năm", None, None, "open", "half-yearly,yearly"),
    ("Hằng quý, 6 tháng, năm", None, None, "open", "quarterly,half-yearly,yearly"),
    ("định kỳ 06 tháng", None, None, "open", "half-yearly"),
    ("06 tháng/lần", None, None, "open", "half-yearly"),
    ("định kỳ", None, None, "open", "periodic"),
    ("định kỳ hằng quý", None, None, "open", "quarterly"),
    ("Thường xuyên", None, None, "open", "continuous"),
    ("nhiệm vụ thường xuyên", None, None, "open", "continuous"),
    ("Thường xuyên, định kỳ hằng quý báo cáo", None, None, "open", "quarterly,continuous"),
    ("Thường xuyên, hằng năm", None, None, "open", "yearly,continuous"),
    ("(03 năm sơ kết, 05 năm tổng kết)", None, None, "open", "3y,5y"),
    ("3 năm một lần", None, None, "open", "3y"),
    ("trước ngày 25 hằng tháng", None, None, "day", "monthly"),
    ("ngày 20 hằng tháng", None, None, "day", "monthly"),
    ("trước ngày 15 tháng 12 hằng năm", None, None, "day", "yearly"),
    ("trước 15 tháng 11 hằng năm", None, None, "day", "yearly"),
    ("trước ngày 05/12 hàng năm", None, None, "day", "yearly"),
    ("trước ngày 10 tháng cuối quý", None, None, "day", "quarterly"),
    ("chậm nhất là ngày 30 của tháng đầu quý sau", None, None, "day", "quarterly"),
    ("trước ngày 31 tháng 3 năm sau", None, None, "day", "yearly"),
    ("Hằng năm, trước ngày 15/12", None, None, "open", "yearly"),
    ("mỗi năm một lần", None, None, "open", "yearly"),
    ("Năm 2025 và các năm tiếp theo", None, None, "open", "yearly"),
    ("năm 2026 và những năm tiếp theo", None, None, "open", "yearly"),
    ("Từ năm 2026", None, None, "open", None),
    ("từ năm 2026 trở đi", None, None, "open", None),
    ("(2026 trở đi)", None, None, "open", None),
    ("từ 01/7/2025", None, None, "open", None),
    ("từ ngày 01 tháng 7 năm 2025", None, None, "open", None),
    ("bắt đầu từ quý I/2026", None, None, "open", None),
    ("Quý IV/2025 và hằng năm", None, None, "open", "yearly"),
    ("sau khi có hướng dẫn của Trung ương", None, None, "conditional", None),
    ("ngay sau khi Luật được Quốc hội thông qua", None, None, "conditional", None),
    ("Sau khi được phê duyệt", None, None, "conditional", None),
    ("Khi có phát sinh", None, None, "conditional", None),
    ("khi có yêu cầu", None, None, "conditional", None),
    ("Theo tiến độ xây dựng của Luật Đường sắt 2025", None, None, "conditional", None),
    ("theo chương trình công tác của Chính phủ", None, None, "conditional", None),
    ("Theo quy định", None, None, "conditional", None),
    ("tại kỳ họp thứ 10 Quốc hội khóa XV", None, None, "conditional", None),
]

# A sentence or a cell, the last day it binds, and how often it comes back. The day of issue is 10 March 2025.
SENTENCES = [
    ("Hằng năm, trước ngày 15/12 báo cáo kết quả về Sở Nội vụ", None, "yearly"),
    ("Định kỳ hằng năm (trước ngày 15 tháng 12) gửi báo cáo", None, "yearly"),
    ("Định kỳ 06 tháng (trước 15/6) và hằng năm (trước 15/12) gửi báo cáo", None, "half-yearly,yearly"),
    ("Báo cáo 6 tháng gửi trước ngày 05/6, báo cáo năm gửi trước ngày 05/12 hằng năm", None, "half-yearly,yearly"),
    ("trước ngày 10 tháng 6 và ngày 10 tháng 12 hằng năm", None, "yearly"),
    ("hằng quý (trước ngày 20 của tháng cuối quý)", None, "quarterly"),
    ("vào ngày 25 của tháng cuối quý", None, "quarterly"),
    ("trước ngày 20 tháng cuối của quý báo cáo", None, "quarterly"),
    ("chậm nhất ngày 05 của tháng tiếp theo", None, "monthly"),
    ("hằng tháng, trước ngày 25", None, "monthly"),
    ("mỗi quý một lần", None, "quarterly"),
    ("ít nhất mỗi năm 01 lần", None, "yearly"),
    ("tối thiểu 01 lần/quý", None, "quarterly"),
    ("ít nhất 02 lần/năm", None, "half-yearly"),
    ("mỗi tháng ít nhất một lần", None, "monthly"),
    ("hai tuần một lần", None, "weekly"),
    ("vào thứ Sáu hằng tuần", None, "weekly"),
    ("trước 16 giờ thứ Sáu hằng tuần", None, "weekly"),
    ("trước 15h00 thứ 5 hàng tuần", None, "weekly"),
    ("báo cáo trước 17h ngày 20/11/2025", "2025-11-20", None),
    ("báo cáo trước 16 giờ 00 ngày 20 tháng 11 năm 2025", "2025-11-20", None),
    ("trước 10h00' ngày 20/11/2025", "2025-11-20", None),
    ("chậm nhất 17 giờ ngày 20/11", "2025-11-20", None),
    ("xong trước 12 giờ 00 phút ngày 21 tháng 11 năm 2025", "2025-11-21", None),
    ("trong ngày 20/11", "2025-11-20", None),
    ("trong tháng 6 phải hoàn thành rà soát", "2025-06-30", None),
    ("ngay trong tháng 4 năm 2025", "2025-04-30", None),
    ("trong quý này", "2025-03-31", None),
    ("ngay trong tháng này", "2025-03-31", None),
    ("trong tháng 3 này", "2025-03-31", None),
    ("trong năm nay", "2025-12-31", None),
    ("từ nay đến cuối năm", "2025-12-31", None),
    ("từ nay đến cuối năm 2025", "2025-12-31", None),
    ("từ nay đến hết ngày 30/6/2025", "2025-06-30", None),
    ("đến hết năm", "2025-12-31", None),
    ("trước 31/12", "2025-12-31", None),
    ("xong trước 30/6", "2025-06-30", None),
    ("hoàn thành trước tháng 6", "2025-05-31", None),
    ("đến trước ngày 30/6/2025", "2025-06-30", None),
    ("cho đến ngày 31/12/2025", "2025-12-31", None),
    ("hoàn thành đến ngày 30/9/2025", "2025-09-30", None),
    ("từ ngày 10 đến ngày 15 tháng 12", "2025-12-15", None),
    ("từ ngày 01 đến ngày 15/12/2025", "2025-12-15", None),
    ("từ 15/5 đến 30/6/2025", "2025-06-30", None),
    ("từ ngày 15/5/2025 đến hết ngày 30/6/2025", "2025-06-30", None),
    ("từ tháng 5 đến hết tháng 8/2025", "2025-08-31", None),
    ("tháng 5 - 8/2025", "2025-08-31", None),
    ("tháng 5-8 năm 2025", "2025-08-31", None),
    ("tháng 5 đến tháng 8 năm 2025", "2025-08-31", None),
    ("các tháng 5, 6, 7 năm 2025", "2025-07-31", None),
    ("quý II, quý III, quý IV năm 2025", "2025-12-31", None),
    ("Quý I, II, III/2025", "2025-09-30", None),
    ("quý 3 năm 2025", "2025-09-30", None),
    ("quý ba năm 2025", "2025-09-30", None),
    ("Quý 02/2025", "2025-06-30", None),
    ("Quý III - IV/2025", "2025-12-31", None),
    ("Q3/2025", "2025-09-30", None),
    ("giữa năm 2025", "2025-06-30", None),
    ("trước cuối năm 2025", "2025-12-31", None),
    ("tại kỳ họp cuối năm 2025", "2025-12-31", None),
    ("trình HĐND tỉnh tại kỳ họp thường lệ cuối năm 2025", "2025-12-31", None),
    ("tại kỳ họp tháng 7/2025", "2025-07-31", None),
    ("trình Hội đồng nhân dân tỉnh tại Kỳ họp thứ 12 (tháng 7/2025)", "2025-07-31", None),
    ("trình Quốc hội tại Kỳ họp thứ 10 (tháng 10/2025)", "2025-10-31", None),
    ("trước kỳ họp thứ 10", None, None),
    ("tại kỳ họp gần nhất", None, None),
    ("tại kỳ họp thường lệ giữa năm", "2025-06-30", None),
    ("trong phiên họp tháng 5/2025", "2025-05-31", None),
    ("tại phiên họp Chính phủ thường kỳ tháng 5 năm 2025", "2025-05-31", None),
    ("giữa nhiệm kỳ", None, None),
    ("sơ kết giữa nhiệm kỳ, tổng kết cuối nhiệm kỳ", None, None),
    ("sau 01 năm thực hiện, tổ chức sơ kết", None, None),
    ("sau 3 năm triển khai thực hiện Nghị quyết tổ chức sơ kết", None, None),
    ("chậm nhất 30 ngày sau khi Luật có hiệu lực", None, None),
    ("chậm nhất là 06 tháng kể từ ngày Luật này có hiệu lực thi hành", None, None),
    ("ngay sau khi Kế hoạch được ban hành", None, None),
    ("ngay sau khi được Quốc hội thông qua", None, None),
    ("ngay sau Hội nghị", None, None),
    ("sau khi Nghị quyết được ban hành", None, None),
    ("trong vòng 01 tháng kể từ ngày Kế hoạch được ban hành", "2025-04-10", None),
    ("chậm nhất sau 30 ngày kể từ ngày ban hành", "2025-04-09", None),
    ("trong 15 ngày kể từ ngày ký", "2025-03-25", None),
    ("trong thời hạn 10 ngày, kể từ ngày có kết luận này", "2025-03-20", None),
    ("trong thời gian 30 ngày kể từ ngày nhận được Kế hoạch này", None, None),
    ("sau 15 ngày kể từ ngày ban hành Chỉ thị", "2025-03-25", None),
    ("Trong thời hạn 03 ngày làm việc, báo cáo bằng văn bản", None, None),
    ("trong 02 tuần kể từ ngày ban hành", "2025-03-24", None),
    ("hoàn thành trước khi năm học mới bắt đầu", None, None),
    ("trước Đại hội Đảng bộ tỉnh", None, None),
    ("trước thềm Đại hội", None, None),
    ("trước Tết Nguyên đán Bính Ngọ 2026", None, None),
    ("trước 30 Tết", None, None),
    ("dịp Quốc khánh 02/9/2025", None, None),
    ("xong trong quý II và báo cáo", "2025-06-30", None),
    ("hoàn thành việc rà soát trong tháng 5, báo cáo trong tháng 6 năm 2025", "2025-05-31", None),
    ("thời gian: tháng 5/2025", "2025-05-31", None),
    ("Thời gian: Từ tháng 5/2025", None, None),
    ("Từ quý II/2025", None, None),
    ("từ quý II/2025 và các năm tiếp theo", None, "yearly"),
    ("2025 - 2026", "2026-12-31", None),
    ("2025", "2025-12-31", None),
    ("Năm 2025, 2026 và những năm tiếp theo", None, "yearly"),
    ("Giai đoạn 2025-2030 và những năm tiếp theo", None, "yearly"),
    ("Hoàn thành trước ngày 30 tháng 6 hằng năm", None, "yearly"),
    ("Tháng 12 hằng năm", None, "yearly"),
    ("Quý IV hằng năm", None, "yearly"),
    ("Quý I hàng năm", None, "yearly"),
    ("vào tháng 11 hằng năm", None, "yearly"),
    ("vào dịp cuối năm", None, None),
    ("cuối mỗi năm", None, "yearly"),
    ("cuối năm", "2025-12-31", None),
    ("trong 6 tháng đầu năm 2025", "2025-06-30", None),
    ("6 tháng đầu năm", "2025-06-30", None),
    ("9 tháng đầu năm 2025", "2025-09-30", None),
    ("trong 02 năm 2025 và 2026", "2026-12-31", None),
    ("trong hai năm 2025 - 2026", "2026-12-31", None),
    ("trong nửa cuối năm 2025", "2025-12-31", None),
    ("năm 2025 sơ kết, năm 2030 tổng kết", "2025-12-31", None),
    ("sơ kết năm 2027, tổng kết năm 2030", "2027-12-31", None),
    ("sơ kết 03 năm (năm 2028) và tổng kết 05 năm (năm 2030)", "2028-12-31", None),
    ("tổ chức sơ kết vào cuối năm 2027", "2027-12-31", None),
    ("sơ kết vào quý IV/2027, tổng kết vào quý IV/2030", "2027-12-31", None),
    ("sơ kết trong năm 2027 và tổng kết vào năm 2030", "2027-12-31", None),
    ("tiến hành sơ kết việc thực hiện vào năm 2028", "2028-12-31", None),
    ("Tổ chức tổng kết việc thực hiện Chương trình này năm 2030", "2030-12-31", None),
    ("Tổng kết Đề án năm 2030", "2030-12-31", None),
    ("hoàn thành mục tiêu trước năm 2030", "2029-12-31", None),
    ("hoàn thành vào năm 2026", "2026-12-31", None),
    ("hoàn thành xong trong tháng 9 năm 2025", "2025-09-30", None),
    ("hoàn thành, đưa vào sử dụng trong năm 2026", "2026-12-31", None),
    ("khởi công trong quý III/2025, hoàn thành năm 2027", "2025-09-30", None),
    ("ban hành Quyết định trong quý III năm 2025", "2025-09-30", None),
    ("trình UBND tỉnh trước 15/5", "2025-05-15", None),
    ("gửi về Sở Nội vụ trước ngày 15 tháng 5 để tổng hợp", "2025-05-15", None),
    ("báo cáo UBND tỉnh kết quả thực hiện trước ngày 25/12/2025", "2025-12-25", None),
    ("báo cáo kết quả về Bộ Công an chậm nhất vào ngày 25/12/2025", "2025-12-25", None),
    ("thời hạn báo cáo: 25/12/2025", "2025-12-25", None),
    ("hoàn thành: 12/2025", "2025-12-31", None),
    ("(Hoàn thành: Quý IV/2025)", "2025-12-31", None),
    ("(xong trước 30/6/2025)", "2025-06-30", None),
    ("(trong Quý II/2025)", "2025-06-30", None),
    ("(Quý II/2025)", "2025-06-30", None),
    ("(tháng 5/2025)", "2025-05-31", None),
    ("hoàn thành chậm nhất trong quý II/2025", "2025-06-30", None),
    ("không để chậm quá ngày 30/6/2025", "2025-06-30", None),
    ("không chậm hơn ngày 30/6/2025", "2025-06-30", None),
    ("không muộn quá ngày 30/6/2025", "2025-06-30", None),
    ("không trễ hơn ngày 30/6/2025", "2025-06-30", None),
    ("phấn đấu đến 30/6/2025 hoàn thành", "2025-06-30", None),
    ("Đến ngày 30/6/2025 hoàn thành việc sắp xếp", "2025-06-30", None),
    ("Đến tháng 6/2025 hoàn thành", "2025-06-30", None),
    ("đến quý III/2025 cơ bản hoàn thành", "2025-09-30", None),
    ("đến cuối năm 2025 hoàn thành", "2025-12-31", None),
    ("đến hết tháng 6", "2025-06-30", None),
    ("đến hết quý II", "2025-06-30", None),
    ("hết quý II/2025 hoàn thành", "2025-06-30", None),
    ("Trước mắt, trong quý II/2025 tập trung", "2025-06-30", None),
    ("lần đầu trước ngày 30/6/2025", "2025-06-30", None),
    ("báo cáo lần đầu trước ngày 15/6/2025, sau đó định kỳ hằng quý", "2025-06-15", "quarterly"),
    ("kể từ tháng 7/2025", None, None),
    ("thực hiện kể từ ngày 01/7/2025", None, None),
    ("áp dụng từ năm học 2025-2026", None, None),
    ("trong suốt thời gian thực hiện Đề án", None, None),
    ("trong suốt quá trình thực hiện", None, None),
    ("cả năm", None, None),
    ("Cả năm 2025", "2025-12-31", None),
    ("Năm 2025 (thường xuyên)", "2025-12-31", "continuous"),
    ("Thường xuyên trong năm 2025", "2025-12-31", "continuous"),
    ("Hằng năm (bắt đầu từ năm 2025)", None, "yearly"),
    ("Hàng năm, theo chỉ đạo của UBND tỉnh", None, "yearly"),
    ("Theo kế hoạch của Bộ", None, None),
    ("Theo kế hoạch hằng năm", None, "yearly"),
    ("đột xuất khi có yêu cầu", None, None),
    ("định kỳ hoặc đột xuất", None, "periodic"),
    ("03 tháng/1 lần", None, "quarterly"),
    ("6 tháng 1 lần", None, "half-yearly"),
    ("06 tháng/01 lần", None, "half-yearly"),
    ("1 năm 2 lần", None, "half-yearly"),
    ("hằng quý, 06 tháng, 09 tháng, 01 năm", None, "quarterly,half-yearly,yearly"),
    ("định kỳ tháng, quý, năm", None, "monthly,quarterly,yearly"),
    ("hằng tháng, hằng quý, 6 tháng và năm", None, "monthly,quarterly,half-yearly,yearly"),
    ("báo cáo theo quý, năm", None, "quarterly,yearly"),
    ("báo cáo quý, 6 tháng, năm", None, "quarterly,half-yearly,yearly"),
    ("sơ kết, tổng kết hằng năm", None, "yearly"),
    ("sơ kết 6 tháng, tổng kết năm", None, "half-yearly,yearly"),
    ("(định kỳ hằng năm)", None, "yearly"),
    ("định kỳ 5 năm tổng kết", None, "5y"),
    ("Trình HĐND tỉnh tại kỳ họp thường lệ giữa năm 2025", "2025-06-30", None),
    ("chậm nhất ngày làm việc cuối cùng của tháng", None, "monthly"),
    ("Hội nghị tổng kết công tác năm 2025", None, None),
    ("báo cáo tổng kết năm 2026", None, None),
    ("Kết luận tại kỳ họp cuối năm 2024", None, None),
    ("Năm 2024, tổ chức được 05 lớp tập huấn", None, None),
    ("báo cáo năm 2025", None, None),
]

NO_DEADLINES = [
    "quán triệt Nghị quyết số 31-NQ/TW ngày 07 tháng 11 năm 2024 của Trung ương",
    "Chỉ thị số 19/CT-TTg ngày 14/8/2025 về vận tải hành khách",
    "Luật Công nghệ thông tin số 67/2006/QH11",
    "Nghị quyết phát triển nguồn nhân lực giai đoạn 2021 - 2025, định hướng đến năm 2030",
    "Đề án phát triển trường đến năm 2025, tầm nhìn đến năm 2035",
    "Nghị quyết Đại hội, nhiệm kỳ 2020 - 2025",
    "kế hoạch phát triển kinh tế - xã hội năm 2026",
    "dữ liệu tính đến ngày 07/11/2025",
    "quý I năm 2024 là 64%",
    "các dự án được phê duyệt trước ngày 01/7/2025",
    "năm 2020 đứng thứ 28/63 tỉnh, thành cả nước",
]


def _expected(day: str | None) -> dt.date | None:
    return dt.date.fromisoformat(day) if day else None


@pytest.mark.parametrize(("words", "first", "last", "precision", "recurrence"), PHRASES)
def test_a_phrase_gives_its_days(
    words: str, first: str | None, last: str | None, precision: str, recurrence: str | None
) -> None:
    found = find_deadlines(words, issued_on=ISSUED_ON)
    chosen = next((one for one in found if one.bound), found[0])
    read = (chosen.due_from, chosen.due_on, chosen.precision, chosen.recurrence)
    assert read == (_expected(first), _expected(last), precision, recurrence)


@pytest.mark.parametrize(("words", "last", "recurrence"), SENTENCES)
def test_a_sentence_gives_its_last_day_and_how_often(words: str, last: str | None, recurrence: str | None) -> None:
    found = find_deadlines(words, issued_on=ISSUED_ON)
    dated = next((one.due_on for one in found if one.bound and one.due_on), None)
    assert dated == _expected(last)
    assert recurrence_in(found, words) == recurrence


@pytest.mark.parametrize("words", NO_DEADLINES)
def test_dates_and_stages_of_other_things_bind_nothing(words: str) -> None:
    assert not [one.as_written for one in find_deadlines(words, issued_on=ISSUED_ON) if one.bound and one.due_on]


def test_the_table_of_phrasings_is_long_enough() -> None:
    assert len(PHRASES) >= 150
    assert len({words for words, *_ in PHRASES}) == len(PHRASES)


def test_words_before_the_period_are_kept() -> None:
    text = "Sở Tài chính trình đề án, thời gian hoàn thành trong quý IV năm 2025."
    (found,) = find_deadlines(text, issued_on=ISSUED_ON)
    assert found.as_written == "thời gian hoàn thành trong quý IV năm 2025"


def test_without_the_day_of_issue_a_missing_year_stays_open() -> None:
    (found,) = find_deadlines("trong tháng 4", issued_on=None)
    assert (found.due_from, found.due_on) == (None, None)
    assert found.precision == "month"


def test_a_month_that_has_passed_means_next_year() -> None:
    (found,) = find_deadlines("trong tháng 2", issued_on=ISSUED_ON)
    assert found.due_on == dt.date(2026, 2, 28)


def test_a_range_of_one_year_takes_the_year_of_its_end() -> None:
    (found,) = find_deadlines("từ tháng 11 đến tháng 02 năm 2026", issued_on=ISSUED_ON)
    assert (found.due_from, found.due_on) == (dt.date(2025, 11, 1), dt.date(2026, 2, 28))


def test_two_deadlines_of_one_sentence_are_both_found() -> None:
    text = "gửi kết quả trước ngày 10/12/2025; công bố trong năm 2026"
    assert [one.due_on for one in find_deadlines(text, issued_on=ISSUED_ON)] == [
        dt.date(2025, 12, 10),
        dt.date(2026, 12, 31),
    ]


def test_an_open_deadline_keeps_its_first_period() -> None:
    (found,) = find_deadlines("Năm 2025 và các năm tiếp theo", issued_on=ISSUED_ON)
    assert found.first_period == (dt.date(2025, 1, 1), dt.date(2025, 12, 31))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (dt.date(2025, 3, 10), 1, dt.date(2025, 3, 11)),
        (dt.date(2025, 3, 14), 1, dt.date(2025, 3, 17)),
        (dt.date(2025, 3, 10), 5, dt.date(2025, 3, 17)),
        (dt.date(2025, 3, 15), 5, dt.date(2025, 3, 24)),
        (dt.date(2025, 3, 10), 0, dt.date(2025, 3, 10)),
    ],
)
def test_working_days_leave_out_the_weekend(start: dt.date, count: int, end: dt.date) -> None:
    assert days.add_working_days(start, count) == end


def test_a_doubtful_numeral_gives_another_reading() -> None:
    text = "Thời gian hoàn thành trong quý II năm 2021."
    source = SourceText.from_text("Thoi gian hoan thanh trong quy Il nam 2021.")
    at = text.index("II")
    change = Change(Span(at, at + 2), Span(at, at + 2), "Il", "II", 0.89, (Reading("III", 0.11),))
    repaired = RepairedText(source=source, text=text, changes=(change,))
    paragraph = structure(repaired).paragraphs[0]
    (found,) = find_deadlines(text, issued_on=dt.date(2021, 8, 9))
    place = Piece(paragraph, found.span.start, found.span.end)
    (reading,) = with_readings(found, place, repaired, issued_on=dt.date(2021, 8, 9)).alternatives
    assert (reading.due_from, reading.due_on) == (dt.date(2021, 7, 1), dt.date(2021, 9, 30))
    assert reading.probability == pytest.approx(0.11)


_FRAGMENTS = st.sampled_from(
    ["quý IV", "năm 2025", "tháng 6/2025", "trước ngày 15/6/2025", "từ", "đến", "và các năm tiếp theo", "31/6/2025",
     "hằng năm", "(", ")", "; ", "kể từ ngày ban hành", "15 ngày làm việc", "quý", "99/99/2025", "2026", "-", "định kỳ"]
)  # fmt: skip


@given(st.lists(_FRAGMENTS, max_size=12).map(" ".join))
def test_spans_quote_the_text_in_order_and_days_are_in_order(text: str) -> None:
    found = find_deadlines(text, issued_on=ISSUED_ON)
    assert [one.as_written for one in found] == [one.span.of(text) for one in found]
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert all(one.due_from <= one.due_on for one in found if one.due_from and one.due_on)
