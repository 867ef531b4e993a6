#pragma once

#include <string>
#include <string_view>

namespace gisa {

/// Appends `text` as a JSON string with its quotes: quotes, backslashes and control characters
/// escaped, broken UTF-8 as U+FFFD. Threads: any.
void append_json_string(std::string& out, std::string_view text);

}  // namespace gisa
