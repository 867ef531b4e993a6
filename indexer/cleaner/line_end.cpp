#include "indexer/cleaner/line_end.h"

#include <algorithm>
#include <optional>

#include "indexer/cleaner/boilerplate_rules.h"
#include "indexer/cleaner/byline.h"
#include "indexer/cleaner/credits.h"
#include "indexer/cleaner/line_shape.h"
#include "indexer/cleaner/press_names.h"
#include "indexer/cleaner/text_scan.h"

namespace gisa::cleaning {
namespace {

/// ` /`, ` |`, ` *`: what stood between the text and something already removed.
std::string_view without_separator(std::string_view line) {
  const char last = line.back();
  if (last == '|' || last == '=') return trim_right(line, "|= ");
  if (line.size() < 2 || line[line.size() - 2] != ' ') return line;
  return last == '/' || last == '*' ? line.substr(0, line.size() - 2) : line;
}

std::string_view without_end_mark(std::string_view line) {
  return line.substr(0, line.size() - length_of_any_before(line, line.size(), kEndMarks));
}

/// Where what stands behind the last Hangul of `line` begins, at most `max_bytes` before its end.
size_t foreign_end_begin(std::string_view line, size_t max_bytes) {
  const size_t floor = line.size() - std::min(line.size(), max_bytes);
  size_t begin = line.size();
  while (begin > floor && (line[begin - 1] < '\xEA' || line[begin - 1] > '\xED')) --begin;
  return begin;
}

/// True for `NO SALES; FILE PHOTO` and the like: hardly more small letters than capitals. `spare`
/// more of them are a name's.
bool is_terms_of_use(std::string_view text, ptrdiff_t spare) {
  const auto small =
      std::count_if(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  const auto large =
      std::count_if(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return small <= large + spare;
}

/// Byte where the credit of a foreign agency begins that ends `line`; npos when there is none.
size_t foreign_credit_begin(std::string_view line) {
  const bool has_epa = contains(line, "EPA/");  // faster than looking from behind
  const size_t epa = has_epa ? line.rfind("EPA/") : std::string_view::npos;
  if (has_epa && ends_like_prose(trim_right(line.substr(0, epa))) &&
      is_terms_of_use(line.substr(epa), 40)) {
    return epa;
  }
  for (size_t open = line.rfind('('); open != std::string_view::npos;
       open = line.substr(0, open).rfind('(')) {
    const size_t end = std::min(line.find(')', open), line.size() - 1) + 1;
    if (!contains_any(line.substr(open, end - open), kForeignCredits)) continue;
    return is_terms_of_use(line.substr(end), 10) ? open : std::string_view::npos;
  }
  return std::string_view::npos;
}

/// `… in Dubai, 28 December 2025. EPA/JANE DOE EDITORIAL USE ONLY`, `… (AP Photo/Jane Doe) FILE`:
/// the credit and what may be done with the picture.
std::string_view without_foreign_credit(std::string_view line) {
  constexpr size_t kMaxBytes = 400;
  const size_t end = foreign_end_begin(line, kMaxBytes);
  const size_t credit = foreign_credit_begin(line.substr(end));
  return credit == std::string_view::npos ? line : line.substr(0, end + credit);
}

/// `…있다. 사진=어느신문`, `…있다/사진제공=어느시`, `사진=어느신문` alone, and lists of staff.
std::string_view without_bare_credit(std::string_view line) {
  const std::string_view near =
      line.substr(line.size() > kMaxSegmentBytes ? line.size() - kMaxSegmentBytes : 0);
  constexpr std::string_view kCreditBytes = "=:|/\xE3\xEF";  // of every sign a credit can have
  const auto stands = [&](char c) { return contains(near, c); };
  if (std::none_of(kCreditBytes.begin(), kCreditBytes.end(), stands)) return line;
  const std::optional<size_t> segment = last_segment(line);
  const size_t begin = segment.value_or(line.size());
  const std::string_view words = trim_left(line.substr(begin), " /");
  if (starts_with_staff_key(words) || names_staff(words)) return line.substr(0, begin);
  if (words.size() <= kMaxCreditBytes && starts_with_credit_key(words))
    return line.substr(0, begin);
  const size_t floor = line.size() > kMaxCreditBytes ? line.size() - kMaxCreditBytes : 0;
  size_t slash = line.substr(floor).rfind('/');
  if (slash == std::string_view::npos) return line;
  slash += floor;
  const std::string_view after = trim(line.substr(slash + 1));
  if (starts_with_credit_key(after)) return line.substr(0, slash);
  const bool agency = is_photo_agency(after) && after != "AP" && after != "연합";
  return agency ? line.substr(0, slash) : line;
}

/// `… ⓒ 어느신문`, `© Jane Doe`: a short owner at the very end.
std::string_view without_copyright_sign(std::string_view line) {
  constexpr size_t kMaxOwnerBytes = 60;
  const size_t floor = line.size() > kMaxOwnerBytes ? line.size() - kMaxOwnerBytes : 0;
  for (const std::string_view sign : {"ⓒ", "©"}) {
    const size_t at = line.find(sign, floor);
    if (at != std::string_view::npos) return line.substr(0, skip_marks_back(line, at));
  }
  return line;
}

}  // namespace

std::string_view without_end_noise(std::string_view line) {
  if (line.empty()) return line;
  for (const auto rule : {without_separator, without_end_mark, without_foreign_credit,
                          without_bare_credit, without_copyright_sign}) {
    const std::string_view peeled = rule(line);
    if (peeled.size() < line.size()) return peeled;
  }
  return line;
}

std::string_view without_staff(std::string_view line) {
  const std::optional<size_t> segment = last_segment(line);
  if (!segment) return line;
  const std::string_view words = trim(line.substr(*segment));
  const bool is_staff = is_staff_list(words) || starts_with_staff_key(words);
  return is_staff ? line.substr(0, *segment) : line;
}

bool can_precede_signature(std::string_view text) {
  constexpr int kMaxAuthors = 8;
  text = trim_right(text, " /|([<,");
  for (int count = 0; count < kMaxAuthors; ++count) {
    const size_t address = email_begin(text, text.size());
    if (address == text.size()) break;
    text = trim_right(text.substr(0, address), " /|([<,");
  }
  if (text.empty()) return true;
  const std::string_view last = char_before(text, text.size());
  return is_sentence_closer(last) || is_ascii_digit(last[0]) || text.ends_with("다");
}

}  // namespace gisa::cleaning
