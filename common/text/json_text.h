/// common/text/json_text.h - strings in JSON.
///
/// Control and bidi characters are escaped, so that JSON printed on a terminal does no harm either.
///
/// Threads: free functions without state.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gisa {

/// Bytes of U+FFFD, which takes the place of each stretch of bytes that is not UTF-8.
inline constexpr std::size_t kReplacementBytes = 3;

/// Appends `text` as a JSON string, quotes and all.
void append_json_string(std::string& out, std::string_view text);

}  // namespace gisa
