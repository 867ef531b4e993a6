#include "common/articles/article.h"

#include <algorithm>
#include <unordered_set>

#include "common/text/ascii.h"

namespace gisa {

std::vector<std::string_view> split_names(std::string_view reporter) {
  std::vector<std::string_view> names;
  std::unordered_set<std::string_view> known;
  while (!reporter.empty()) {
    const std::size_t comma = std::min(reporter.find(','), reporter.size());
    const std::string_view name = trim_ends(reporter.substr(0, comma));
    if (!name.empty() && known.insert(name).second) names.push_back(name);
    reporter.remove_prefix(std::min(comma + 1, reporter.size()));
  }
  return names;
}

}  // namespace gisa
