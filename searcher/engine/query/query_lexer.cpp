#include "searcher/engine/query/query_lexer.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <utility>

#include "common/messages/messages.h"
#include "common/text/ascii.h"
#include "searcher/engine/query/query_characters.h"
#include "searcher/engine/query/token_mending.h"

namespace gisa {
namespace {

using Kind = QueryToken::Kind;

constexpr std::size_t kLongestPhrase = 2000;  // bytes; quotes farther apart do not belong together

bool is_letter_or_digit(char32_t c) { return u_isalnum(static_cast<UChar32>(c)) != 0; }

// AND, OR, NOT, NEAR, NEAR/3 and the signs && for AND.
std::optional<QueryToken> operator_of(std::string_view word) {
  QueryToken token;
  token.distance = kUsualDistance;
  if (word == "AND" || word == "&&")
    token.kind = Kind::kAnd;
  else if (word == "OR")
    token.kind = Kind::kOr;
  else if (word == "NOT")
    token.kind = Kind::kNot;
  else if (word == "NEAR")
    token.kind = Kind::kNear;
  else if (word.starts_with("NEAR/")) {
    word.remove_prefix(5);
    token.distance = std::numeric_limits<unsigned>::max();  // stays where it is too large
    const char* const end = word.data() + word.size();
    if (word.empty() || !is_digit(static_cast<unsigned char>(word.front()))) return std::nullopt;
    if (std::from_chars(word.data(), end, token.distance).ptr != end) return std::nullopt;
    token.kind = Kind::kNear;
  } else {
    return std::nullopt;
  }
  return token;
}

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    const QueryCharacter c = query_character(text, 0);
    if (!is_query_blank(c.code_point)) break;
    text.remove_prefix(c.bytes);
  }
  while (!text.empty()) {
    std::size_t last = text.size() - 1;
    while (last > 0 && !is_character_boundary(text, last)) --last;
    if (!is_query_blank(query_character(text, last).code_point)) break;
    text = text.substr(0, last);
  }
  return text;
}

class Lexer {
 public:
  Lexer(std::string_view query, int today, std::vector<Note>& notes)
      : query_(query), today_(today), notes_(notes) {
    last_quote_ = std::max(last_of("\""), last_of("＂"));
    last_right_quote_ = last_of("”");
  }

  std::vector<QueryToken> run() {
    while (true) {
      const std::size_t before = position_;
      skip_blanks();
      if (position_ >= query_.size()) return std::move(tokens_);
      starts_word_ = before == 0 || position_ > before || is_opener_before();
      next_token();
    }
  }

 private:
  // The position behind the last such mark; 0 if there is none.
  std::size_t last_of(std::string_view mark) const {
    const std::size_t found = query_.rfind(mark);
    return found == std::string_view::npos ? 0 : found + 1;
  }

  char32_t character_at(std::size_t position) const {
    return position < query_.size() ? query_character(query_, position).code_point : U' ';
  }
  std::size_t bytes_at(std::size_t position) const {
    return query_character(query_, position).bytes;
  }
  char32_t character_after(std::size_t position) const {
    return character_at(position + bytes_at(position));
  }

  void skip_blanks() {
    while (position_ < query_.size() && is_query_blank(character_at(position_)))
      position_ += bytes_at(position_);
  }

  bool previous_is(Kind kind) const { return !tokens_.empty() && tokens_.back().kind == kind; }
  bool is_sign_before() const {
    return !tokens_.empty() && tokens_.back().end == position_ &&
           (previous_is(Kind::kRequired) || previous_is(Kind::kNot));
  }
  bool is_field_before() const { return previous_is(Kind::kField); }
  bool is_opener_before() const {
    return previous_is(Kind::kOpen) || previous_is(Kind::kOr) || is_field_before() ||
           is_sign_before();
  }

  void note(std::size_t offset, std::string text) { notes_.push_back({std::move(text), offset}); }

  void push(QueryToken token, std::size_t end) {
    token.begin = position_;
    token.end = end;
    position_ = end;
    tokens_.push_back(std::move(token));
  }
  void push(Kind kind, std::size_t end) {
    QueryToken token;
    token.kind = kind;
    push(std::move(token), end);
  }

  void next_token() {
    const char32_t c = character_at(position_);
    const std::size_t next = position_ + bytes_at(position_);
    if (c == '|') return push(Kind::kOr, character_at(next) == '|' ? next + bytes_at(next) : next);
    if ((c == '"' || c == kLeftQuote) && take_phrase()) return;
    if (c == ')' && open_groups_ > 0) return take_close(next);
    if (starts_word_) {
      if (c == '(' && open_groups_ < kDeepestGroup) {
        ++open_groups_;
        return push(Kind::kOpen, next);
      }
      if ((c == '+' || c == '-') && is_sign(next))
        return push(c == '+' ? Kind::kRequired : Kind::kNot, next);
      if (!is_field_before() && take_field()) return;
    }
    take_word();
  }

  // A sign stands right before what it is about. Before a digit it belongs to the number (-5도).
  bool is_sign(std::size_t next) const {
    if (is_field_before() || is_sign_before()) return false;
    const char32_t c = character_at(next);
    return !is_query_blank(c) && !is_digit(c) && c != '+' && c != '-' && c != '|' && c != ')';
  }

  void take_close(std::size_t end) {
    --open_groups_;
    QueryToken token;
    token.kind = Kind::kClose;
    end = take_boost(end, token.boost);
    push(std::move(token), end);
  }

  // Where a word ends, given how many parentheses are open inside it.
  bool is_word_end(std::size_t position, std::size_t inner) const {
    const char32_t c = character_at(position);
    return is_query_blank(c) || c == '|' || (c == ')' && inner == 0 && open_groups_ > 0);
  }

  // ^2 or ^0.5 at the end of something; returns where it ends, or `position` if there is none.
  std::size_t take_boost(std::size_t position, double& boost, std::size_t inner = 0) {
    if (character_at(position) != '^' || position >= query_.size()) return position;
    const std::size_t begin = position + bytes_at(position);
    std::size_t end = begin;
    while (end < query_.size() &&
           (is_digit(static_cast<unsigned char>(query_[end])) || query_[end] == '.'))
      ++end;
    const std::string_view number = query_.substr(begin, end - begin);
    if (number.empty() || !is_word_end(end, inner)) return position;
    double value =
        number.front() == '0' ? 0 : kLargestBoost + 1;  // stays if it has too many digits
    const auto [parsed, error] = std::from_chars(number.data(), number.data() + number.size(),
                                                 value, std::chars_format::fixed);
    if (error == std::errc::invalid_argument || parsed != number.data() + number.size())
      return position;
    boost = std::clamp(value, kSmallestBoost, kLargestBoost);
    if (boost != value) {
      note(position, tr_format("weights are from {} to {}: ^{} is read as ^{}", kSmallestBoost,
                               kLargestBoost, number, boost));
    }
    return end;
  }

  // The end of the text between quotation marks that begins at `begin`, where its closing mark is;
  // nothing if there is none.
  std::optional<std::size_t> closing_mark(std::size_t begin, bool is_curly) const {
    if (begin >= (is_curly ? last_right_quote_ : last_quote_)) return std::nullopt;
    const std::size_t end = std::min(query_.size(), begin + kLongestPhrase);
    for (std::size_t i = begin; i < end; i += bytes_at(i)) {
      const char32_t c = character_at(i);
      if (c == '\\' && is_escaped_in_quotes(character_after(i)))
        i += bytes_at(i);
      else if (c == (is_curly ? kRightQuote : U'"'))
        return i;
    }
    return std::nullopt;
  }

  // Text between quotation marks at `position`, and where it ends behind the closing mark.
  std::optional<std::pair<std::string, std::size_t>> quoted_text(std::size_t position) const {
    const std::size_t begin = position + bytes_at(position);
    const auto close = closing_mark(begin, character_at(position) == kLeftQuote);
    if (!close) return std::nullopt;
    std::string text;
    for (std::size_t i = begin; i < *close; i += bytes_at(i)) {
      if (character_at(i) == '\\' && is_escaped_in_quotes(character_after(i))) i += bytes_at(i);
      text += query_.substr(i, bytes_at(i));
    }
    return std::pair(std::string(trim(text)), *close + bytes_at(*close));
  }

  bool take_phrase() {
    auto quoted = quoted_text(position_);
    if (!quoted) return false;
    auto& [text, end] = *quoted;
    bool has_word = false;
    for (std::size_t i = 0; i < text.size() && !has_word;) {
      const DecodedCharacter c = decode_utf8(text, i);
      has_word = is_letter_or_digit(c.code_point);
      i += c.bytes;
    }
    if (!has_word) return false;  // "" and "…" are punctuation
    QueryToken token;
    token.kind = Kind::kPhrase;
    token.text = std::move(text);
    end = take_boost(end, token.boost);
    push(std::move(token), end);
    return true;
  }

  bool take_field() {
    const auto name = match_field_name(query_.substr(position_));
    if (!name) return false;
    const std::size_t value = position_ + name->bytes;
    const char32_t c = character_at(value);
    const bool is_text = name->field && is_text_field(*name->field);
    const auto quoted = is_text && is_single_quote(c) ? std::nullopt : quoted_value(value);
    if (is_query_blank(c) || c == ')' || c == '|' || (quoted && quoted->first.empty())) {
      note(position_, tr("no value follows the colon directly: read as a word"));
      return false;
    }
    if (!name->field) return take_date(value);
    QueryToken token;
    token.field = *name->field;
    if (is_text || (c == '(' && open_groups_ < kDeepestGroup)) {
      token.kind = Kind::kField;
      push(std::move(token), value);
      return true;
    }
    return take_value(std::move(token), value);
  }

  std::size_t value_end(std::size_t position) const {
    std::size_t inner = 0;
    while (position < query_.size()) {
      const char32_t c = character_at(position);
      if (is_query_blank(c) || (c == ')' && inner == 0 && open_groups_ > 0)) break;
      if (c == '(') ++inner;
      if (c == ')' && inner > 0) --inner;
      position += bytes_at(position);
    }
    return position;
  }

  // The value of a field or a date between quotation marks, which may be single ones there: the
  // last before a blank, since names have some, too.
  std::optional<std::pair<std::string, std::size_t>> quoted_value(std::size_t value) const {
    const char32_t c = character_at(value);
    if (c == '"' || c == kLeftQuote) return quoted_text(value);
    if (!is_single_quote(c)) return std::nullopt;
    const char32_t closing = c == kLeftSingleQuote ? kRightSingleQuote : c;
    const std::size_t begin = value + bytes_at(value);
    const std::size_t last = std::min(query_.size(), begin + kLongestPhrase);
    for (std::size_t i = begin; i < last; i += bytes_at(i)) {
      const std::size_t end = i + bytes_at(i);
      if (character_at(i) == closing && is_word_end(end, 0))
        return std::pair(std::string(trim(query_.substr(begin, i - begin))), end);
    }
    return std::nullopt;
  }

  bool take_value(QueryToken token, std::size_t value) {
    token.kind = Kind::kValue;
    if (auto quoted = quoted_value(value)) {
      token.text = std::move(quoted->first);
      token.is_quoted = true;
      push(std::move(token), quoted->second);
      return true;
    }
    const std::size_t end = value_end(value);
    token.text = query_.substr(value, end - value);
    push(std::move(token), end);
    return true;
  }

  bool take_date(std::size_t value) {
    const auto quoted = quoted_value(value);
    const std::size_t end = quoted ? quoted->second : value_end(value);
    const std::string_view written =
        quoted ? std::string_view(quoted->first) : query_.substr(value, end - value);
    // Full-width digits and signs are understood, and blanks between quotation marks say nothing.
    std::string text;
    for (std::size_t i = 0; i < written.size();) {
      const QueryCharacter character = query_character(written, i);
      if (!is_query_blank(character.code_point)) append_utf8(text, character.code_point);
      i += character.bytes;
    }
    QueryToken token;
    token.kind = Kind::kDate;
    const auto dates = parse_date_range(text, today_);
    if (!dates) {
      note(position_, tr_format("'{}' is no date or range of dates: read as a word", text));
      position_ = value;  // the name of the field says nothing about an article
      return false;
    }
    token.dates = *dates;
    if (begins_with_later_date(text, today_)) {
      note(position_,
           tr_format("the later date comes first in {}: read as {}", text, to_string(*dates)));
    }
    push(std::move(token), end);
    return true;
  }

  // A quotation mark inside a word opens a phrase, unless it stands for inches: 65".
  bool opens_phrase_inside(std::size_t position) const {
    const char32_t c = character_at(position);
    if (c != '"' && c != kLeftQuote) return false;
    if (c == '"' && is_digit(static_cast<unsigned char>(query_[position - 1]))) return false;
    return closing_mark(position + bytes_at(position), c == kLeftQuote).has_value();
  }

  void take_word() {
    QueryToken token;
    std::size_t i = position_, inner = 0;
    bool is_escaped = false;  // somewhere: then it is a word and nothing else
    while (i < query_.size() && !is_word_end(i, inner)) {
      const char32_t c = character_at(i);
      if (i > position_ && opens_phrase_inside(i)) break;
      if (c == '\\' && (is_escapable(character_after(i)) ||
                        (i == position_ && starts_word_ && !is_query_blank(character_after(i))))) {
        is_escaped = true;
        i += bytes_at(i);
      } else if (c == '^' || c == '*') {
        if (const std::size_t end = take_suffix(i, inner, token); end > i) {
          return push(std::move(token), end);
        }
      } else if (c == '(') {
        ++inner;
      } else if (c == ')' && inner > 0) {
        --inner;
      } else if ((c == '"' && i == position_) || c == kLeftQuote) {
        if (!closing_mark(i + bytes_at(i), c == kLeftQuote))
          note(i, tr("the quotation mark is never closed: ignored"));
      }
      token.text += query_.substr(i, bytes_at(i));
      i += bytes_at(i);
    }
    if (!is_escaped && !is_field_before() && !is_sign_before()) {
      if (auto meant = meaning_of(token.text)) token = std::move(*meant);
    }
    push(std::move(token), i);
  }

  // A star or a boost at the end of a word; returns where it ends, or `position` if it is neither.
  std::size_t take_suffix(std::size_t position, std::size_t inner, QueryToken& token) {
    if (token.text.empty() || inner > 0) return position;
    if (character_at(position) == '^') return take_boost(position, token.boost);
    std::size_t last = token.text.size() - 1;
    while (last > 0 && !is_character_boundary(token.text, last)) --last;
    if (!is_letter_or_digit(decode_utf8(token.text, last).code_point)) return position;
    const std::size_t star_end = position + bytes_at(position);
    const std::size_t end = take_boost(star_end, token.boost);
    if (!is_word_end(end, 0)) return position;
    token.kind = Kind::kPrefix;
    return end;
  }

  std::optional<QueryToken> meaning_of(std::string_view word) {
    const bool may_be_operator =
        starts_word_ || previous_is(Kind::kClose) || previous_is(Kind::kPhrase);
    if (may_be_operator) {
      if (auto found = operator_of(word)) return found;
    }
    if (!starts_word_) return std::nullopt;
    const auto dates = parse_recent_days(word, today_);
    if (!dates) {
      if (is_like_recent_days(word)) {
        note(position_, tr_format("'{}' is no date or range of dates: read as a word", word));
      }
      return std::nullopt;
    }
    QueryToken token;
    token.kind = Kind::kDate;
    token.dates = *dates;
    note(position_, tr_format("{} is read as the date {}; \"{}\" finds the words", word,
                              to_string(*dates), word));
    return token;
  }

  std::string_view query_;
  int today_;
  std::vector<Note>& notes_;
  std::size_t last_quote_ = 0;
  std::size_t last_right_quote_ = 0;
  std::size_t position_ = 0;
  std::size_t open_groups_ = 0;
  bool starts_word_ = true;
  std::vector<QueryToken> tokens_;
};

}  // namespace

std::vector<QueryToken> tokenize_query(std::string_view query, int today,
                                       std::vector<Note>& notes) {
  std::vector<QueryToken> tokens = Lexer(query, today, notes).run();
  mend_tokens(query, tokens, notes);
  return tokens;
}

bool has_meaning_alone(std::string_view word) {
  return operator_of(word).has_value() || parse_recent_days(word, 0).has_value();
}

}  // namespace gisa
