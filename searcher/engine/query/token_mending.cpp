#include "searcher/engine/query/token_mending.h"

#include <algorithm>
#include <string>

#include "common/messages/messages.h"

namespace gisa {
namespace {

using Kind = QueryToken::Kind;

class TokenMender {
 public:
  TokenMender(std::string_view query, std::vector<QueryToken>& tokens, std::vector<Note>& notes)
      : query_(query), tokens_(tokens), notes_(notes) {}

  void mend() {
    mend_groups();
    for (std::size_t i = tokens_.size(); i-- > 0;) mend_without_right_operand(i);
    for (std::size_t i = 0; i < tokens_.size(); ++i) mend_without_left_operand(i);
    for (QueryToken& token : tokens_) mend_distance(token);
  }

 private:
  void make_word(std::size_t i) {
    QueryToken& token = tokens_[i];
    token.kind = Kind::kWord;
    token.boost = 1;
    token.text = query_.substr(token.begin, token.end - token.begin);
  }

  void make_word(std::size_t i, std::string_view why) {
    make_word(i);
    notes_.push_back({std::string(why), tokens_[i].begin});
  }

  void mend_groups() {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind == Kind::kOpen) open.push_back(i);
      if (tokens_[i].kind != Kind::kClose) continue;
      if (open.back() + 1 == i) {
        make_word(open.back());
        make_word(i);
      }
      open.pop_back();
    }
    for (const std::size_t i : open) make_word(i, tr("the parenthesis is never closed: ignored"));
  }

  static bool is_binary(Kind kind) {
    return kind == Kind::kAnd || kind == Kind::kOr || kind == Kind::kNear;
  }
  static bool begins_operand(Kind kind) { return !is_binary(kind) && kind != Kind::kClose; }
  static bool ends_operand(Kind kind) {
    return kind == Kind::kClose || kind <= Kind::kPhrase || kind == Kind::kValue ||
           kind == Kind::kDate;
  }
  static bool is_text(Kind kind) { return kind <= Kind::kPhrase; }

  // NEAR measures between words, phrases and prefixes, with or without the name of a text field.
  bool is_before_text(std::size_t i) const {
    const QueryToken& next = tokens_[i + 1];
    if (next.kind != Kind::kField) return is_text(next.kind);
    return is_text_field(next.field) && i + 2 < tokens_.size() && is_text(tokens_[i + 2].kind);
  }
  bool is_behind_text(std::size_t i) const {
    const bool is_value =
        i > 1 && tokens_[i - 2].kind == Kind::kField && !is_text_field(tokens_[i - 2].field);
    return is_text(tokens_[i - 1].kind) && !is_value;
  }

  void mend_without_right_operand(std::size_t i) {
    const Kind kind = tokens_[i].kind;
    const bool is_operator = is_binary(kind) || kind == Kind::kNot || kind == Kind::kRequired;
    if (!is_operator) return;
    const bool has_operand = i + 1 < tokens_.size() && begins_operand(tokens_[i + 1].kind) &&
                             (kind != Kind::kNear || is_before_text(i));
    if (!has_operand) make_word(i, tr("the operator has nothing to work on: read as a word"));
  }

  void mend_without_left_operand(std::size_t i) {
    const Kind kind = tokens_[i].kind;
    if (!is_binary(kind)) return;
    const bool has_operand =
        i > 0 && ends_operand(tokens_[i - 1].kind) && (kind != Kind::kNear || is_behind_text(i));
    if (!has_operand) make_word(i, tr("the operator has nothing to work on: read as a word"));
  }

  void mend_distance(QueryToken& token) {
    const unsigned distance = std::clamp(token.distance, 1u, kLargestDistance);
    if (token.kind != Kind::kNear || token.distance == distance) return;
    token.distance = distance;
    const std::string_view typed = query_.substr(token.begin, token.end - token.begin);
    notes_.push_back({tr_format("words are looked for 1 to {} apart: {} is read as NEAR/{}",
                                kLargestDistance, typed, distance),
                      token.begin});
  }

  std::string_view query_;
  std::vector<QueryToken>& tokens_;
  std::vector<Note>& notes_;
};

}  // namespace

void mend_tokens(std::string_view query, std::vector<QueryToken>& tokens,
                 std::vector<Note>& notes) {
  TokenMender(query, tokens, notes).mend();
}

}  // namespace gisa
