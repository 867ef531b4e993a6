#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gisa {

/// The lines of a text without their ends; "\n", "\r\n" and a bare "\r" end a line.
/// Views into `text`.
std::vector<std::string_view> split_text_lines(std::string_view text);

/// Appends `item` to `list`, with `separator` between it and what was there. Empty items are left
/// out.
void append_item(std::string& list, std::string_view item, std::string_view separator);

}  // namespace gisa
