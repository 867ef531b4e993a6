#include "indexer/cleaner/copyright.h"

#include <algorithm>
#include <array>

#include "indexer/cleaner/line_shape.h"
#include "indexer/cleaner/text_scan.h"

namespace gisa::cleaning {

std::string_view copyright_owner(std::string_view notice) {
  constexpr std::array<std::string_view, 6> kCopySigns = {"ⓒ",   "©",   "(c)",
                                                          "(C)", "(ⓒ)", "Copyrights"};
  constexpr std::array<std::string_view, 11> kEnds = {",", "무단", "All", "(",       ">",   "]",
                                                      "&", ".",    "www", "AI 학습", "http"};
  size_t begin = std::string_view::npos;
  for (const std::string_view sign : kCopySigns) {
    const size_t found = notice.find(sign);
    if (found != std::string_view::npos) begin = std::min(begin, found + sign.size());
  }
  if (begin == std::string_view::npos) return {};
  std::string_view owner = trim(notice.substr(begin));
  for (const std::string_view sign : kCopySigns) {  // Copyrights ⓒ
    if (owner.starts_with(sign)) owner.remove_prefix(sign.size());
  }
  for (const std::string_view end : kEnds) owner = owner.substr(0, owner.find(end));
  owner = trim_left(trim(owner), " 0123456789-");
  constexpr size_t kMaxOwnerBytes = 45;
  return owner.size() <= kMaxOwnerBytes ? owner : std::string_view{};
}

bool is_half_copyright(std::string_view line) {
  constexpr size_t kMaxBytes = 90;
  if (line.back() != ',' || line.size() > kMaxBytes) return false;
  const size_t word = line.find("저작권자");
  if (word == std::string_view::npos || skip_marks_back(line, word) > 0) return false;
  return !copyright_owner(line).empty();
}

}  // namespace gisa::cleaning
