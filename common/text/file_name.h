/// Names of files as UTF-8, whatever bytes they are of.
///
/// An article without an id is known by its file, so the name has to come through JSON and command
/// lines unharmed. Each byte that is no UTF-8 becomes \x and two digits, as messages show it, and
/// so does a backslash that could be taken for such an escape: different names stay different.
///
///     file_name_text("기사.txt")           == "기사.txt"
///     file_name_text("\xb1\xe2.txt")       == "\\xb1\\xe2.txt"
///     file_name_text("\\xb1.txt")          == "\\x5cxb1.txt"
///
/// Threads: a free function without state.
#pragma once

#include <string>
#include <string_view>

namespace gisa {

std::string file_name_text(std::string_view name);

}  // namespace gisa
