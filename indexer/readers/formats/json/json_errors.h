#pragma once

#include <simdjson.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace gisa {

/// What is wrong with a JSON record, in words and with the byte column (1-based) where it is known:
/// "invalid JSON at byte 17: a string is not closed". `offset` is where simdjson stood, if it knew.
std::string describe_json_error(simdjson::error_code code, std::string_view record,
                                std::optional<std::size_t> offset);

}  // namespace gisa
