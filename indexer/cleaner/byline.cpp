#include "indexer/cleaner/byline.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "indexer/cleaner/press_names.h"
#include "indexer/cleaner/text_scan.h"

namespace gisa::cleaning {
namespace {

/// Ranks that sign an article. Longer ones first: they are matched at the end of a word.
constexpr std::array<std::string_view, 16> kRoles = {
    "특파원",   "논설위원",   "논설고문", "논설실장", "논설주간", "편집위원",
    "해설위원", "칼럼니스트", "아나운서", "캐스터",   "통신원",   "리포터",
    "에디터",   "기자",       "PD",       "앵커"};
/// Words that qualify a rank or a name.
constexpr std::array<std::string_view, 26> kModifiers = {
    "인턴",   "선임", "수석", "전문",   "수습",   "객원",     "사진",   "영상", "시민",
    "명예",   "대",   "부장", "차장",   "팀장",   "국장",     "본부장", "의학", "의학전문",
    "대학생", "기상", "방송", "온라인", "디지털", "공동취재", "취재",   "글"};
/// Endings of desks and branches: `정치부`, `디지털팀`, `영남취재본부`.
constexpr std::array<std::string_view, 10> kDeskEndings = {
    "부", "팀", "본부", "센터", "데스크", "지국", "주재", "스쿨", "뉴스룸", "취재단"};
/// Words after which a rank is a man's history and not a signature.
constexpr std::array<std::string_view, 8> kHistoryWords = {"전",   "현", "전직", "출신",
                                                           "당시", "고", "故",   "씨"};
constexpr std::array<bool, 128> kAsciiSeparators = [] {
  std::array<bool, 128> separators{};
  for (const unsigned char c : std::string_view(" =|/,:;()&\n")) separators[c] = true;
  return separators;
}();
constexpr std::array<std::string_view, 8> kWideSeparators = {"＝", "｜", "ㅣ", "│",
                                                             "┃",  "·",  "ㆍ", "、"};
constexpr std::array<std::string_view, 2> kEquals = {"=", "＝"};

constexpr size_t kMaxBylineBytes = 240;
constexpr size_t kMaxAddressBytes = 80;

/// Bytes of the separator at `at`, or 0.
size_t separator_length(std::string_view text, size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return kAsciiSeparators[byte] ? 1 : 0;
  return length_of_any_at(text, at, kWideSeparators);
}

/// Cuts a text into words and tells what stood after each.
class Words {
 public:
  explicit Words(std::string_view text) : text_(text) { skip_separators(); }

  bool done() const { return at_ >= text_.size(); }

  std::string_view next() {
    const size_t begin = at_;
    while (!done() && separator_length(text_, at_) == 0) at_ += char_length(text_[at_]);
    at_ = std::min(at_, text_.size());
    const std::string_view word = text_.substr(begin, at_ - begin);
    skip_separators();
    return word;
  }

  /// True when an equals sign stood after the last word.
  bool equals_followed() const { return equals_; }

  /// True when a comma or a line end stood there: the next word begins something new.
  bool comma_followed() const { return comma_; }

 private:
  void skip_separators() {
    equals_ = comma_ = false;
    while (!done()) {
      const size_t length = separator_length(text_, at_);
      if (length == 0) return;
      equals_ = equals_ || length_of_any_at(text_, at_, kEquals) > 0;
      comma_ = comma_ || text_[at_] == ',' || text_[at_] == '\n';
      at_ += length;
    }
  }

  std::string_view text_;
  size_t at_ = 0;
  bool equals_ = false;
  bool comma_ = false;
};

/// What is left of `word` without the rank at its end; the whole word when there is none.
std::string_view without_role(std::string_view word) {
  return word.substr(0, word.size() - length_of_any_before(word, word.size(), kRoles));
}

bool is_modifier(std::string_view word) { return is_one_of(word, kModifiers); }

bool is_desk(std::string_view word) {
  constexpr size_t kTwoSyllables = 6;
  return word.size() >= kTwoSyllables && length_of_any_before(word, word.size(), kDeskEndings) > 0;
}

/// Collects what the words of a would-be byline are.
class BylineReader {
 public:
  explicit BylineReader(size_t max_unknown) : max_unknown_(max_unknown) {}

  /// False when `word` proves that this is no byline.
  bool take(std::string_view word, bool equals_followed) {
    const std::string_view bare = without_role(word);
    signed_off_ = true;
    if (contains(word, "@")) return take_address(word);
    if (bare.size() < word.size()) return take_ranked(bare);
    if (is_one_of(word, kHistoryWords)) return false;
    const size_t mark = word.find_first_of(".?!#\"");  // prose, but for `시사저널e.`
    const bool initial = mark > 0 && mark + 1 == word.size() && is_ascii_alnum(word[mark - 1]);
    if (mark != std::string_view::npos && !(initial && word[mark] == '.')) return false;
    if (equals_followed) return take_before_equals(word);
    if (is_press_name(word) && byline_.press.empty()) {
      byline_.press = word;
      signed_off_ = false;
      return true;
    }
    if (is_person_name(word)) {
      byline_.reporters.push_back(word);
      signed_off_ = false;
      return true;
    }
    if (is_desk(word)) return has_desk_ = true;
    if (is_modifier(word) || is_place_name(word)) return true;
    signed_off_ = false;
    return ++unknown_ <= max_unknown_;
  }

  std::optional<Byline> result() {
    const bool has_sign = has_role_ || has_address_;
    if (!has_sign || !signed_off_) return std::nullopt;
    const bool desk_signs = has_address_ && has_desk_ && !byline_.press.empty() && unknown_ == 0;
    if (byline_.reporters.empty() && !desk_signs) return std::nullopt;
    // Without a rank, two syllables before an address are as likely a word: `신청 문의: a@b.c`.
    const auto is_short = [](std::string_view name) { return name.size() < 9; };
    const auto& names = byline_.reporters;
    if (!has_role_ && std::any_of(names.begin(), names.end(), is_short)) return std::nullopt;
    return std::move(byline_);
  }

 private:
  /// An address, perhaps with a rank glued to it: `기자gildong@example.com`.
  bool take_address(std::string_view word) {
    has_address_ = true;
    const auto is_ascii = [](char c) { return c >= 0; };
    const auto address = std::find_if(word.begin(), word.end(), is_ascii);
    const std::string_view before(word.begin(), address);
    return !ends_with_role(before) || take(before, false);
  }

  bool take_ranked(std::string_view bare) {
    has_role_ = true;
    if (bare.empty() || is_modifier(bare) || is_desk(bare)) return true;
    for (const std::string_view modifier : kModifiers) {  // 홍길동인턴기자
      if (bare.size() > modifier.size() + 3 && bare.ends_with(modifier)) {
        const std::string_view name = bare.substr(0, bare.size() - modifier.size());
        if (is_person_name(name)) bare = name;
      }
    }
    if (is_person_name(bare)) {
      byline_.reporters.push_back(bare);
      return true;
    }
    return ++unknown_ <= max_unknown_;
  }

  /// `서울=`, `헤럴드경제=`, `더팩트ㅣ대전=`: an outlet or a place, whatever else it looks like.
  bool take_before_equals(std::string_view word) {
    signed_off_ = false;
    if (is_press_name(word) && byline_.press.empty()) byline_.press = word;
    return byline_.reporters.empty();
  }

  const size_t max_unknown_;
  Byline byline_;
  size_t unknown_ = 0;
  bool has_role_ = false;
  bool has_address_ = false;
  bool has_desk_ = false;
  bool signed_off_ = false;  // the last word was a rank, an address or a desk
};

}  // namespace

bool ends_with_role(std::string_view text) {
  const std::string_view bare = trim_right(text, " )");
  return length_of_any_before(bare, bare.size(), kRoles) > 0;
}

std::optional<Byline> parse_byline(std::string_view text, size_t max_unknown) {
  if (text.empty() || text.size() > kMaxBylineBytes) return std::nullopt;
  if (!ends_with_role(text) && !contains(text, '@')) return std::nullopt;  // most text ends here
  BylineReader reader(max_unknown);
  for (Words words(text); !words.done();) {
    const std::string_view word = words.next();
    if (!reader.take(word, words.equals_followed())) return std::nullopt;
  }
  return reader.result();
}

std::optional<Byline> parse_dateline(std::string_view text) {
  constexpr size_t kMaxDatelineBytes = 80;
  if (text.size() > kMaxDatelineBytes) return std::nullopt;
  if (!contains(text, '=') && !contains(text, "＝")) return std::nullopt;
  Byline byline;
  bool after_equals = false;
  for (Words words(text); !words.done();) {
    const std::string_view word = words.next();
    if (after_equals) {
      if (!is_known_press(word) && word != "자료사진" && word != "자료") return std::nullopt;
      if (is_known_press(word)) byline.press = word;
    }
    after_equals = after_equals || words.equals_followed();
  }
  if (byline.press.empty()) return std::nullopt;
  return byline;
}

std::optional<Byline> parse_unknown_dateline(std::string_view text, std::string_view after) {
  constexpr size_t kMaxNameBytes = 30;
  const size_t equals = text.find('=');
  if (equals == 0 || equals > kMaxNameBytes) return std::nullopt;
  const std::string_view press = text.substr(equals + 1);
  const bool one_word = press.find_first_of(" =,.\"'") == std::string_view::npos;
  if (press.empty() || press.size() > kMaxNameBytes || !one_word) return std::nullopt;
  Byline byline;
  if (match_reporter_and_equals(after, byline) == 0) return std::nullopt;
  return Byline{.reporters = {}, .press = press};
}

size_t match_reporter_and_equals(std::string_view text, Byline& byline) {
  constexpr size_t kMaxNamesBytes = 160;
  const std::string_view near = text.substr(0, kMaxNamesBytes);
  size_t equals = near.find('=');
  size_t length = 1;
  if (const size_t wide = near.find("＝"); wide < equals) {
    equals = wide;
    length = std::string_view("＝").size();
  }
  if (equals == std::string_view::npos) return 0;
  const std::string_view names = near.substr(0, equals);
  std::optional<Byline> found = parse_byline(names, 1);
  if (!found || names.find_first_of(".\n\"[(") != std::string_view::npos) return 0;
  byline.reporters = std::move(found->reporters);
  if (!found->press.empty()) byline.press = found->press;
  return equals + length;
}

size_t email_begin(std::string_view text, size_t end) {
  const auto is_domain = [](char c) { return is_ascii_alnum(c) || c == '.' || c == '-'; };
  const auto is_local = [&](char c) { return is_domain(c) || c == '_' || c == '+' || c == '%'; };
  const size_t floor = end > kMaxAddressBytes ? end - kMaxAddressBytes : 0;
  size_t at = end;
  while (at > floor && is_domain(text[at - 1])) --at;
  const std::string_view domain = text.substr(at, end - at);
  const size_t dot = domain.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || domain.size() - dot < 3) return end;
  const std::string_view top = domain.substr(dot + 1);
  if (!std::all_of(top.begin(), top.end(), is_ascii_alpha)) return end;
  if (at == floor || text[at - 1] != '@') return end;
  const size_t sign = --at;
  while (at > floor && is_local(text[at - 1])) --at;
  while (at < sign && !is_ascii_alnum(text[at])) ++at;
  return at < sign ? at : end;
}

size_t spaced_email_begin(std::string_view text) {
  if (text.empty() || !is_ascii_alpha(text.back())) return text.size();
  const size_t floor = text.size() - std::min(text.size(), kMaxAddressBytes);
  const size_t sign = text.find(" @ ", floor);
  if (sign == std::string_view::npos) return text.size();
  const size_t begin = text.substr(0, sign).rfind(' ') + 1;  // npos + 1 is 0
  std::string address(text.substr(begin, sign - begin));
  address.append("@").append(text.substr(sign + 3));
  const bool is_address = email_begin(address, address.size()) == 0;
  return is_address && ends_with_role(text.substr(0, begin)) ? begin : text.size();
}

namespace {

/// The text without e-mail addresses and the brackets around them.
std::string without_addresses(std::string_view field) {
  std::string out;
  size_t taken = 0;
  for (size_t sign = field.find('@'); sign != std::string_view::npos;
       sign = field.find('@', taken)) {
    const size_t end = std::min(field.find_first_of(" ,)/|>", sign), field.size());
    const std::string_view before = field.substr(taken, sign - taken);
    const size_t begin = before.find_last_of(" ,(/|<") + 1;  // npos + 1 is 0
    const bool bracketed =
        begin > 0 && before[begin - 1] == '(' && end < field.size() && field[end] == ')';
    out += before.substr(0, begin - (bracketed ? 1 : 0));
    taken = end + (bracketed ? 1 : 0);
  }
  out += field.substr(taken);
  const auto both_blank = [](char a, char b) { return a == ' ' && b == ' '; };
  out.erase(std::unique(out.begin(), out.end(), both_blank), out.end());
  return std::string(trim_right(trim_left(out, " ,/|"), " ,/|"));
}

}  // namespace

std::string normalise_reporter(std::string_view field) {
  std::vector<std::string_view> names;
  std::unordered_set<std::string_view> known;
  bool title_follows = false;  // `홍길동 어느대 교수`: only the first name-like word is one
  for (Words words(field); !words.done();) {
    const std::string_view word = words.next();
    if (contains(word, "@")) {
      title_follows = false;
      continue;
    }
    const std::string_view bare = without_role(word);
    const bool ranked = bare.size() < word.size();
    std::string_view name = ranked ? bare : word;
    const bool is_name = !words.equals_followed() && is_person_name(name);
    if (is_name && !title_follows && known.insert(name).second) names.push_back(name);
    if (!ranked && !is_name && !names.empty() && !title_follows) {
      const bool locates = words.equals_followed() || is_place_name(word) || is_press_name(word);
      title_follows = !locates && !is_modifier(word) && !is_desk(word);
    }
    if (ranked || words.comma_followed()) title_follows = false;
  }
  if (names.empty()) return without_addresses(field);
  std::string out;
  for (const std::string_view name : names) {
    if (!out.empty()) out += ',';
    out.append(name);
  }
  return out;
}

}  // namespace gisa::cleaning
