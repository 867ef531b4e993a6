#pragma once

#include <string>
#include <string_view>

/// Dates of Korean news in all the forms they are held in.
///
///   normalise_date("입력 2021.12.05. 오후 11:52")       -> "2021-12-05T23:52:00+09:00"
///   normalise_date("Tue, 05 Mar 2024 14:30:00 GMT")    -> "2024-03-05T23:30:00+09:00"
///   normalise_date("2024년 3월 5일")                    -> "2024-03-05"
///   normalise_date("Mar 5, 2024 2:30 PM")              -> "2024-03-05T14:30:00+09:00"
///   normalise_date("24.03.05")                         -> "2024-03-05"; only at the beginning
///   normalise_date("1709612400")                       -> "2024-03-05T13:20:00+09:00"; also
///                                                         milliseconds, of this century
///   normalise_date("Tue Mar 05 2024 14:30 GMT+0900")   -> "2024-03-05T14:30:00+09:00"
///   normalise_date("2024-02-31")                       -> ""
///
/// No state: safe from any thread.
namespace gisa::cleaning {

/// ISO 8601 in the local time of Asia/Seoul (UTC+9): `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM:SS+09:00`
/// when `text` gives a time of day. No zone in `text` means Asia/Seoul; any other is converted,
/// which can change the day. The first date in `text` counts. Labels before it (`입력`, `Tue,`) and
/// whatever follows it are ignored; a time that cannot be (25:10) is dropped and the day kept.
/// Fractions of a second are cut. Empty when there is no date, no such day, or a year outside
/// 1800-2199.
std::string normalise_date(std::string_view text);

/// A line that tells when the article was entered or changed and nothing else, such as
/// `입력 2021.12.05. 오후 11:52  수정 2021.12.06. 오전 9:10` or `기사입력 : 2024-03-05 10:20`.
/// Returns the first date, normalised; empty when `line` is anything else (a bare date is text).
std::string date_of_stamp_line(std::string_view line);

}  // namespace gisa::cleaning
