#include "indexer/readers/formats/markdown/markdown_inline.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstddef>
#include <optional>
#include <vector>

#include "common/text/ascii.h"
#include "common/text/utf8.h"

namespace gisa {
namespace {

// Limits that keep a hostile "[]([](" from taking time with the square of its length.
constexpr std::size_t kMaxTargetBytes = 2048;
constexpr std::size_t kMaxImageNameBytes = 256;
constexpr int kMaxParentheses = 32;  // inside a target

constexpr std::size_t kMaxCodeTicks = 32;
constexpr std::size_t kMaxEmphasis = 3;  // longer runs of * and _ are drawings or masked numbers

bool is_ascii_punctuation(char c) {
  return c > ' ' && c < 0x7F && !is_ascii_letter(c) && !is_digit(c);
}

// Letters and digits. Beyond ASCII all but the blocks of punctuation and symbols.
bool is_word(char32_t c) {
  if (c < 0x80) return is_ascii_letter(c) || is_digit(c);
  struct Range {
    char32_t first, last;
  };
  constexpr Range kSymbols[] = {{0x80, 0xBF},     {0x2000, 0x2BFF}, {0x3000, 0x303F},
                                {0xFE30, 0xFE4F}, {0xFF00, 0xFF0F}, {0xFF1A, 0xFF20},
                                {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}, {0xFFFD, 0xFFFD}};
  return std::ranges::none_of(kSymbols,
                              [c](auto range) { return c >= range.first && c <= range.last; });
}

bool is_word_before(std::string_view text, std::size_t pos) {
  if (pos == 0) return false;
  std::size_t begin = pos - 1;
  while (begin > 0 && !is_character_boundary(text, begin)) --begin;
  return is_word(decode_utf8(text, begin).code_point);
}

bool is_space_at(std::string_view text, std::size_t pos) {
  return pos >= text.size() || static_cast<unsigned char>(text[pos]) <= ' ';
}

bool is_digit_at(std::string_view text, std::size_t pos) {
  return pos < text.size() && is_digit(text[pos]);
}

std::size_t skip_spaces(std::string_view text, std::size_t pos) {
  while (pos < text.size() && is_space_at(text, pos)) ++pos;
  return pos;
}

// Where a target that begins at `pos` ends: at white space or the parenthesis that closes the link.
std::size_t find_target_end(std::string_view text, std::size_t pos) {
  int open = 0;
  for (; pos < text.size() && !is_space_at(text, pos); ++pos) {
    if (text[pos] == '(' && ++open > kMaxParentheses) break;
    if (text[pos] == ')' && open-- == 0) break;
  }
  return pos;
}

// The end of `(target "title")` that begins at `pos`; nothing if it is not that.
std::optional<std::size_t> find_link_end(std::string_view whole, std::size_t pos) {
  const std::string_view text = whole.substr(0, pos + kMaxTargetBytes);
  std::size_t begin = skip_spaces(text, pos + 1);
  std::size_t end = find_target_end(text, begin);
  if (text.substr(begin).starts_with('<')) {
    end = std::min(text.find('>', begin), text.size() - 1) + 1;
  }
  if (!looks_like_link_target(text.substr(begin, end - begin))) return std::nullopt;
  std::size_t close = skip_spaces(text, end);
  if (close < text.size() && (text[close] == '"' || text[close] == '\'')) {
    close = text.find(text[close], close + 1);
    if (close == std::string_view::npos) return std::nullopt;
    close = skip_spaces(text, close + 1);
  }
  if (close >= text.size() || text[close] != ')') return std::nullopt;
  return close + 1;
}

// The end of the `(…)` of an image: file names with spaces are common there.
std::optional<std::size_t> find_image_end(std::string_view text, std::size_t pos) {
  if (const auto end = find_link_end(text, pos)) return end;
  const std::string_view near = text.substr(pos, kMaxImageNameBytes);
  const std::size_t close = near.find_first_of(")\n");
  if (close == std::string_view::npos || near[close] != ')') return std::nullopt;
  return pos + close + 1;
}

// True for the bytes at which a mark may begin; all others are passed over at a stretch.
constexpr auto kMayBeginMark = [] {
  std::array<bool, 256> table{};
  for (const char c : std::string_view("\\`<![]*_~\n")) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

std::size_t find_mark(std::string_view text, std::size_t pos) {
  while (pos < text.size() && !kMayBeginMark[static_cast<unsigned char>(text[pos])]) ++pos;
  return pos;
}

// Goes over a paragraph once and notes the bytes to drop.
class InlineReducer {
 public:
  InlineReducer(std::string_view text, const LinkLabels& labels) : text_(text), labels_(labels) {}

  std::string reduce();

 private:
  struct Range {
    std::size_t begin, end;
  };
  struct Bracket {
    std::size_t begin;  // of "[" or "!["
    std::size_t text;   // behind it
  };
  struct Run {  // of emphasis marks, which may open
    std::size_t begin;
    std::size_t left;
  };

  std::size_t step(std::size_t pos);
  std::size_t escape(std::size_t pos);
  std::size_t code(std::size_t pos);
  std::size_t autolink(std::size_t pos);
  std::size_t open_bracket(std::size_t pos);
  std::size_t close_bracket(std::size_t pos);
  std::size_t emphasis(std::size_t pos);
  std::size_t end_line(std::size_t pos);

  std::size_t run_length(std::size_t pos) const;
  bool is_label(std::string_view label) const { return labels_.contains(label); }
  void drop(std::size_t begin, std::size_t end) { dropped_.push_back({begin, end}); }

  std::string_view text_;
  const LinkLabels& labels_;
  std::vector<Range> dropped_;
  std::vector<Bracket> brackets_;
  std::array<std::vector<Run>, 3> runs_;          // of "*", "_", "~"
  std::bitset<kMaxCodeTicks + 1> unclosed_code_;  // lengths of tick runs that do not come again
};

std::string InlineReducer::reduce() {
  for (std::size_t pos = find_mark(text_, 0); pos < text_.size();) {
    pos = find_mark(text_, step(pos));
  }
  // They were noted when their marks were closed, and those of an image may hold others.
  std::ranges::sort(dropped_, {}, &Range::begin);
  std::string result;
  result.reserve(text_.size());
  std::size_t done = 0;
  for (const Range& range : dropped_) {
    if (range.begin > done) result += text_.substr(done, range.begin - done);
    done = std::max(done, range.end);
  }
  result += text_.substr(done);
  return result;
}

// Handles what begins at `pos` and returns where to go on.
std::size_t InlineReducer::step(std::size_t pos) {
  switch (text_[pos]) {
    case '\\':
      return escape(pos);
    case '`':
      return code(pos);
    case '<':
      return autolink(pos);
    case '!':
    case '[':
      return open_bracket(pos);
    case ']':
      return close_bracket(pos);
    case '*':
    case '_':
    case '~':
      return emphasis(pos);
    case '\n':
      return end_line(pos);
    default:
      return pos + 1;
  }
}

std::size_t InlineReducer::escape(std::size_t pos) {
  if (pos + 1 == text_.size() || text_[pos + 1] == '\n') {  // a line break
    drop(pos, pos + 1);
    return pos + 1;
  }
  if (!is_ascii_punctuation(text_[pos + 1])) return pos + 1;
  drop(pos, pos + 1);
  return pos + 2;
}

std::size_t InlineReducer::code(std::size_t pos) {
  const std::size_t ticks = run_length(pos);
  const std::size_t begin = pos + ticks;
  if (ticks > kMaxCodeTicks || unclosed_code_[ticks]) return begin;
  for (std::size_t end = text_.find('`', begin); end < text_.size(); end = text_.find('`', end)) {
    const std::size_t length = run_length(end);
    if (length == ticks) {
      drop(pos, begin);
      drop(end, end + length);
      return end + length;
    }
    end += length;
  }
  unclosed_code_.set(ticks);
  return begin;
}

// <https://…> and <name@example.com>
std::size_t InlineReducer::autolink(std::size_t pos) {
  const std::string_view rest = text_.substr(pos + 1, kMaxTargetBytes);
  const std::size_t length = rest.find_first_of("<> \n");
  if (length == std::string_view::npos || rest[length] != '>') return pos + 1;
  const std::string_view target = rest.substr(0, length);
  const bool address = target.find("://") != std::string_view::npos ||
                       (target.find('@') != std::string_view::npos && target.front() != '/' &&
                        target.find('=') == std::string_view::npos);
  if (!address) return pos + 1;
  const std::size_t end = pos + 1 + length;
  drop(pos, pos + 1);
  drop(end, end + 1);
  return end + 1;
}

std::size_t InlineReducer::open_bracket(std::size_t pos) {
  const bool image = text_[pos] == '!';
  if (image && !text_.substr(pos + 1).starts_with('[')) return pos + 1;
  const std::size_t inside = pos + (image ? 2 : 1);
  brackets_.push_back({pos, inside});
  return inside;
}

std::size_t InlineReducer::close_bracket(std::size_t pos) {
  if (brackets_.empty()) return pos + 1;
  const Bracket open = brackets_.back();
  brackets_.pop_back();
  const bool image = text_[open.begin] == '!';
  std::optional<std::size_t> end;
  if (text_.substr(pos + 1).starts_with('(')) {
    end = image ? find_image_end(text_, pos + 1) : find_link_end(text_, pos + 1);
  } else if (text_.substr(pos + 1).starts_with('[') && !labels_.empty()) {
    const std::size_t close = text_.find(']', pos + 2);
    if (close < text_.size() && is_label(text_.substr(pos + 2, close - pos - 2))) end = close + 1;
  }
  if (!end && !labels_.empty() && is_label(text_.substr(open.text, pos - open.text))) end = pos + 1;
  if (!end) return pos + 1;
  if (image) {
    drop(open.begin, *end);
  } else {
    drop(open.begin, open.text);
    drop(pos, *end);
  }
  return *end;
}

std::size_t InlineReducer::emphasis(std::size_t pos) {
  const char mark = text_[pos];
  const std::size_t length = run_length(pos);
  const std::size_t end = pos + length;
  const bool drawing = mark == '~' ? length != 2 : length > kMaxEmphasis;
  const bool between_digits = pos > 0 && is_digit_at(text_, pos - 1) && is_digit_at(text_, end);
  if (drawing || between_digits) return end;

  auto& runs = runs_[mark == '*' ? 0 : mark == '_' ? 1 : 2];
  const bool word_before = is_word_before(text_, pos);
  const bool ascii_word_behind =
      end < text_.size() && (is_ascii_letter(text_[end]) || is_digit_at(text_, end));
  const bool closes =
      pos > 0 && !is_space_at(text_, pos - 1) && !(mark == '_' && ascii_word_behind);
  std::size_t left = length;
  while (closes && left > 0 && !runs.empty()) {
    Run& open = runs.back();
    const std::size_t pairs = std::min(open.left, left);
    drop(open.begin + open.left - pairs, open.begin + open.left);
    drop(end - left, end - left + pairs);
    open.left -= pairs;
    left -= pairs;
    if (open.left == 0) runs.pop_back();
  }
  if (left == length && !word_before && !is_space_at(text_, end)) runs.push_back({pos, length});
  return end;
}

// Emphasis ends with its line: two footnotes that begin with * are none.
std::size_t InlineReducer::end_line(std::size_t pos) {
  for (auto& runs : runs_) runs.clear();
  return pos + 1;
}

std::size_t InlineReducer::run_length(std::size_t pos) const {
  const std::size_t end = text_.find_first_not_of(text_[pos], pos);
  return std::min(end, text_.size()) - pos;
}

}  // namespace

bool looks_like_link_target(std::string_view target) {
  if (target.empty() || target.starts_with('#') || target.starts_with('<')) return true;
  if (target.find('/') != std::string_view::npos) return true;
  const bool letters = std::ranges::any_of(target, is_ascii_letter);
  return letters && target.find_first_of(".:") != std::string_view::npos;
}

std::string reduce_markdown_inline(std::string_view paragraph, const LinkLabels& labels) {
  return InlineReducer(paragraph, labels).reduce();
}

}  // namespace gisa
