/// Compares everything that Xapian's public API can read from two databases.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

namespace gisa::test {

struct Comparison {
  bool term_lists = false;  ///< compare what needs term lists
};

/// What differs, one line each; empty if nothing does. At most 20 lines.
std::vector<std::string> differences(const Xapian::Database& left, const Xapian::Database& right,
                                     const Comparison& comparison = {});

/// What Xapian::Database::check() complains of; empty if nothing.
std::string check_messages(const std::string& path);

}  // namespace gisa::test
