/// common/messages/quantities.h - numbers, sizes, times and dates as people write them.
///
///                      English                 Korean
///     count            39,839                  3만 9,839
///     bytes            98.5 MB                 98.5MB
///     seconds          12 min 05 s             12분 5초
///     date             2024-03-05 07:30        2024년 3월 5일 오전 7:30
///
/// For eyes only: JSON and the other formats for programs have neither.
///
/// Threads: free functions without state.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/messages/messages.h"

namespace gisa {

std::string format_count(std::uint64_t number, Language language = language_of_messages());

/// Decimal units, as disks and transfer rates are given; `decimals` from MB on.
std::string format_bytes(double bytes, int decimals, Language language = language_of_messages());

/// A duration: "20.4 s", "12 min 05 s", "1 h 02 min".
std::string format_seconds(double seconds, Language language = language_of_messages());

/// A date of ISO 8601, of a year ("2024"), a month, a day or a minute and more; the zone is left
/// out, in Korean also midnight, which stands for no time. Other texts as they are.
std::string format_date(std::string_view date, Language language = language_of_messages());

}  // namespace gisa
