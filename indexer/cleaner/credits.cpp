#include "indexer/cleaner/credits.h"

#include <algorithm>

#include "indexer/cleaner/boilerplate_rules.h"
#include "indexer/cleaner/press_names.h"
#include "indexer/cleaner/text_scan.h"

namespace gisa::cleaning {
namespace {

constexpr std::array<bool, 256> make_signs() {
  std::array<bool, 256> signs{};
  for (const char sign : {'=', ':', '|', '@', '/', '\xE3', '\xEF'}) {
    signs[static_cast<unsigned char>(sign)] = true;
  }
  return signs;
}
constexpr std::array<bool, 256> kSigns = make_signs();

/// Bytes of `사진 = ` at `at`: a key of `keys`, blanks, one of `signs`. 0 when there is none.
template <typename Keys, typename Signs>
size_t length_of_key_and_sign(std::string_view text, size_t at, const Keys& keys,
                              const Signs& signs) {
  const size_t key = length_of_any_at(text, at, keys);
  if (key == 0) return 0;
  size_t pos = at + key;
  while (pos < text.size() && text[pos] == ' ') ++pos;
  const size_t sign = length_of_any_at(text, pos, signs);
  return sign == 0 ? 0 : pos + sign - at;
}

constexpr std::array<std::string_view, 2> kEqualsSigns = {"=", "＝"};

/// All words name agencies: `AFP=연합뉴스`, `AP/뉴시스`, `연합`.
bool names_only_agencies(std::string_view content) {
  constexpr std::string_view kBetween = " =/,";
  bool any = false;
  while (!content.empty()) {
    const size_t end = std::min(content.find_first_of(kBetween), content.size());
    const std::string_view word = content.substr(0, end);
    if (!word.empty() && !is_photo_agency(word) && word != "자료사진" && word != "사진")
      return false;
    any = any || is_photo_agency(word);
    content.remove_prefix(std::min(end + 1, content.size()));
  }
  return any;
}

bool ends_with_credit(std::string_view content) {
  const size_t ending = length_of_any_before(content, content.size(), kCreditEndings);
  if (ending == 0) return false;
  const std::string_view before = trim_right(content.substr(0, content.size() - ending));
  if (before.empty()) return content == "공동취재단" || content == "사진공동취재단";
  return length_of_any_before(before, before.size(), kNotCredits) == 0;
}

}  // namespace

std::optional<BracketSpan> read_bracket(std::string_view line, size_t at) {
  const auto kind = std::find_if(kBrackets.begin(), kBrackets.end(),
                                 [&](const Bracket& b) { return stands_at(line, at, b.open); });
  if (kind == kBrackets.end()) return std::nullopt;
  const size_t begin = at + kind->open.size();
  const size_t limit = std::min(line.size(), begin + kMaxBracketBytes);
  const char open = kind->open[0];
  const char close = kind->close[0];
  int depth = 1;
  bool has_sign = false;
  for (size_t pos = begin; pos < limit; ++pos) {
    const char c = line[pos];
    has_sign = has_sign || kSigns[static_cast<unsigned char>(c)];
    if (c == open && stands_at(line, pos, kind->open) && ++depth > 2) break;
    if (c != close || !stands_at(line, pos, kind->close) || --depth > 0) continue;
    const std::string_view content = trim(line.substr(begin, pos - begin));
    return BracketSpan{&*kind, content, pos + kind->close.size(), has_sign};
  }
  return std::nullopt;
}

bool is_square(const BracketSpan& span) {
  return span.kind->open != "(" && span.kind->open != "<" && span.kind->open != "＜";
}

bool is_plain_gloss(const BracketSpan& span) {
  constexpr size_t kMaxGlossBytes = 60;
  if (span.kind->open != "(" || span.content.size() > kMaxGlossBytes) return false;
  if (span.has_sign) return false;
  constexpr std::array<std::string_view, 14> kTelling = {
      "제공", "캡처", "캡쳐", "갈무리", "자료",   "사진", "기자",
      "단",   "앵커", "PD",   "캐스터", "특파원", "운서", "금지"};
  const size_t size = span.content.size();
  return length_of_any_before(span.content, size, kTelling) == 0;
}

bool is_credit(const BracketSpan& span, std::string_view after) {
  const std::string_view content = span.content;
  if (content.empty() || content.size() > kMaxStaffBytes) return false;
  if (span.has_sign && names_staff(content)) return !holds_sentences(content);
  if (content.size() > kMaxCreditBytes || holds_sentences(content)) return false;
  if (starts_with_credit_key(content) || starts_with_staff_key(content)) return true;
  if (is_staff_list(content)) return true;
  if (is_square(span)) {
    std::string_view place = trim_right(content, "0123456789 ");
    if (is_one_of(place, kPicturePlaces)) return true;
    return names_only_agencies(content) || ends_with_credit(content);
  }
  // Round brackets explain words in prose, so a credit has to end the line or a caption.
  const bool ends_caption =
      after.empty() || stands_at(after, 0, "20") || stands_at(after, 0, " 20");
  return ends_caption && ends_with_credit(content) && !content.ends_with("SNS") &&
         !content.ends_with("DB");
}

bool starts_with_credit_key(std::string_view text) {
  return length_of_key_and_sign(text, 0, kCreditKeys, kCreditSigns) > 0 ||
         length_of_key_and_sign(text, 0, kWeakCreditKeys, kEqualsSigns) > 0;
}

bool names_picture(std::string_view place) {
  return length_of_any_before(place, place.size(), kCreditKeys) > 0 ||
         length_of_any_before(place, place.size(), kCreditEndings) > 0 ||
         starts_with_credit_key(place);
}

bool is_staff_list(std::string_view content) {
  const bool begins = is_one_of(content.substr(0, content.find(' ')), kStaffListKeys);
  int keys = 0;
  bool is_certain = false;
  bool named = false;  // a person follows the last key
  while (!content.empty()) {
    const size_t end = std::min(content.find(' '), content.size());
    const std::string_view word = content.substr(0, end);
    const bool certain = is_one_of(word, kStaffListKeys);
    if (certain || is_one_of(word, kMoreStaffKeys) || is_one_of(word, kWeakStaffKeys)) {
      is_certain = is_certain || certain;
      named = false;
      ++keys;
    } else {
      named = keys > 0 && is_person_name(word);
      if (!named) return false;
    }
    content = trim(content.substr(end));
  }
  return named && is_certain && (begins || keys > 1);
}

bool names_staff(std::string_view text) {
  int keys = 0;
  bool is_certain = false;
  for (size_t at = 0; at < text.size();) {
    size_t length = length_of_key_and_sign(text, at, kStaffKeys, kStaffSigns);
    if (length == 0) length = length_of_key_and_sign(text, at, kMoreStaffKeys, kStaffSigns);
    is_certain = is_certain || length > 0;
    if (length == 0) length = length_of_key_and_sign(text, at, kWeakStaffKeys, kStaffSigns);
    if (length == 0 && keys == 0) return false;  // nearly always
    keys += length > 0 ? 1 : 0;
    at += length > 0 ? length : char_length(text[at]);
  }
  return is_certain && keys > 1;
}

bool starts_with_staff_key(std::string_view text) {
  return length_of_key_and_sign(text, 0, kStaffKeys, kStaffSigns) > 0;
}

bool holds_sentences(std::string_view text) {
  return contains(text, "다. ") || contains(text, "요. ") || contains(text, "다.\"");
}

}  // namespace gisa::cleaning
