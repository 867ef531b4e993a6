/// Dates of articles as numbers that sort.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gisa {

/// UTC seconds since 1970 of a cleaned article's date: "YYYY-MM-DD" (midnight in Seoul) or
/// "YYYY-MM-DDTHH:MM:SS+09:00". Nothing if it is neither.
std::optional<std::int64_t> utc_seconds(std::string_view iso_date);

/// Five bytes that sort as the times do (big-endian, biased), for value slots.
std::string encode_time_value(std::int64_t utc_seconds);

/// The time of such a value; nothing if it has another length.
std::optional<std::int64_t> decode_time_value(std::string_view value);

}  // namespace gisa
