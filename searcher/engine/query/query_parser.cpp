#include "searcher/engine/query/query_parser.h"

#include <algorithm>
#include <string>
#include <utility>

#include "searcher/engine/query/query_lexer.h"

namespace gisa {
namespace {

using NodeKind = QueryNode::Kind;
using TokenKindOfQuery = QueryToken::Kind;

// Part of a sequence: its node, and where it stands in the query.
struct Element {
  QueryNode node;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool is_group = false;  // in parentheses of its own
};

QueryNode combine(NodeKind kind, std::vector<QueryNode> children) {
  if (children.size() == 1) return std::move(children.front());
  QueryNode node;
  node.kind = kind;
  node.children = std::move(children);
  return node;
}

QueryNode wrap(NodeKind kind, QueryNode child) {
  QueryNode node;
  node.kind = kind;
  node.children.push_back(std::move(child));
  return node;
}

// Signs before an operand that has one already: -(-a) is +a.
QueryNode with_sign(bool is_negated, QueryNode operand) {
  if (operand.kind == NodeKind::kNot) {
    if (!is_negated) return operand;
    return wrap(NodeKind::kRequired, std::move(operand.children.front()));
  }
  if (operand.kind == NodeKind::kRequired) {
    if (!is_negated) return operand;
    return wrap(NodeKind::kNot, std::move(operand.children.front()));
  }
  return wrap(is_negated ? NodeKind::kNot : NodeKind::kRequired, std::move(operand));
}

void multiply_boost(QueryNode& node, double boost) {
  if (is_text(node.kind))
    node.boost = std::clamp(node.boost * boost, kSmallestBoost, kLargestBoost);
  for (QueryNode& child : node.children) multiply_boost(child, boost);
}

bool is_plain(const QueryNode& node) { return node.kind == NodeKind::kWords && node.boost == 1; }

class Parser {
 public:
  Parser(std::string_view query, const std::vector<QueryToken>& tokens)
      : query_(query), tokens_(tokens) {}

  QueryNode parse() { return parse_or(QueryField::kAny); }

 private:
  bool is_at(TokenKindOfQuery kind) const {
    return next_ < tokens_.size() && tokens_[next_].kind == kind;
  }

  // `field`: of the group that this is in.
  QueryNode parse_or(QueryField field) {
    std::vector<QueryNode> alternatives{parse_and(field)};
    while (is_at(TokenKindOfQuery::kOr)) {
      ++next_;
      alternatives.push_back(parse_and(field));
    }
    return combine(NodeKind::kOr, std::move(alternatives));
  }

  QueryNode parse_and(QueryField field) {
    std::vector<QueryNode> operands{parse_sequence(field)};
    while (is_at(TokenKindOfQuery::kAnd)) {
      ++next_;
      operands.push_back(parse_sequence(field));
    }
    return combine(NodeKind::kAnd, std::move(operands));
  }

  QueryNode parse_sequence(QueryField field) {
    std::vector<Element> elements;
    while (next_ < tokens_.size() && !is_at(TokenKindOfQuery::kAnd) &&
           !is_at(TokenKindOfQuery::kOr) && !is_at(TokenKindOfQuery::kClose)) {
      add(elements, parse_prefixed(field));
    }
    std::vector<QueryNode> children;
    for (Element& element : elements) children.push_back(std::move(element.node));
    return combine(NodeKind::kSequence, std::move(children));
  }

  // Neighbouring words become one text again, as it was typed: their order and spacing count.
  void add(std::vector<Element>& elements, Element element) const {
    const bool joins = !elements.empty() && is_plain(elements.back().node) &&
                       is_plain(element.node) && elements.back().node.field == element.node.field;
    if (!joins) return elements.push_back(std::move(element));
    Element& last = elements.back();
    std::string between(query_.substr(last.end, element.begin - last.end));
    if (element.node.field == QueryField::kAny) {
      for (Element* part : {&last, &element}) {
        if (part->is_group) part->node.text = '(' + part->node.text + ')';
      }
    } else if (!between.empty()) {
      between = " ";
    }
    last.node.text += between + element.node.text;
    last.end = element.end;
    last.is_group = false;
  }

  Element parse_prefixed(QueryField field) {
    const std::size_t begin = tokens_[next_].begin;
    bool has_sign = false, is_negated = false;
    for (; is_at(TokenKindOfQuery::kNot) || is_at(TokenKindOfQuery::kRequired); ++next_) {
      has_sign = true;
      if (is_at(TokenKindOfQuery::kNot)) is_negated = !is_negated;
    }
    Element element = parse_near(field);
    if (!has_sign) return element;
    element.begin = begin;
    element.node = with_sign(is_negated, std::move(element.node));
    return element;
  }

  // One distance for a chain: the widest of it.
  Element parse_near(QueryField field) {
    Element first = parse_unit(field);
    if (!is_at(TokenKindOfQuery::kNear)) return first;
    QueryNode near;
    near.kind = NodeKind::kNear;
    near.children.push_back(std::move(first.node));
    while (is_at(TokenKindOfQuery::kNear)) {
      near.distance = std::max(near.distance, tokens_[next_++].distance);
      Element next = parse_unit(field);
      first.end = next.end;
      near.children.push_back(std::move(next.node));
    }
    // NEAR works on words of a text; values of other fields have no distance and just stand in a
    // row.
    if (!std::ranges::all_of(near.children, is_text_field, &QueryNode::field)) {
      near.kind = NodeKind::kSequence;
      near.distance = 0;
    }
    first.node = std::move(near);
    return first;
  }

  Element parse_unit(QueryField field) {
    const QueryToken& token = tokens_[next_++];
    Element element{{}, token.begin, token.end};
    element.node.field = token.kind == TokenKindOfQuery::kValue ? token.field : field;
    element.node.boost = token.boost;
    switch (token.kind) {
      case TokenKindOfQuery::kField: {
        element = parse_unit(token.field);
        element.begin = token.begin;
        return element;
      }
      case TokenKindOfQuery::kOpen: {
        element.node = parse_or(field);
        const QueryToken& close = tokens_[next_++];
        if (close.boost != 1) multiply_boost(element.node, close.boost);
        element.end = close.end;
        element.is_group = true;
        return element;
      }
      case TokenKindOfQuery::kValue:
        element.node =
            token.is_quoted ? filter(token.field, token.text) : filters(token.field, token.text);
        return element;
      case TokenKindOfQuery::kDate:
        element.node = {};
        element.node.kind = NodeKind::kDate;
        element.node.dates = token.dates;
        return element;
      default:
        break;
    }
    if (!is_text_field(field)) {
      element.node = filter(field, token.text);
      return element;
    }
    element.node.kind = token.kind == TokenKindOfQuery::kPhrase   ? NodeKind::kPhrase
                        : token.kind == TokenKindOfQuery::kPrefix ? NodeKind::kPrefix
                                                                  : NodeKind::kWords;
    element.node.text = token.text;
    return element;
  }

  static QueryNode filter(QueryField field, std::string_view value) {
    QueryNode node;
    node.kind = NodeKind::kFilter;
    node.field = field;
    node.text = value;
    return node;
  }

  // press:한겨레,경향신문 is either. Ids and addresses may hold commas.
  static QueryNode filters(QueryField field, std::string_view values) {
    if (field == QueryField::kId || field == QueryField::kUrl) return filter(field, values);
    std::vector<QueryNode> alternatives;
    for (std::size_t begin = 0; begin < values.size();) {
      const std::size_t end = std::min(values.find_first_of(",|", begin), values.size());
      if (end > begin) alternatives.push_back(filter(field, values.substr(begin, end - begin)));
      begin = end + 1;
    }
    if (alternatives.empty()) return filter(field, values);
    return combine(NodeKind::kOr, std::move(alternatives));
  }

  std::string_view query_;
  const std::vector<QueryToken>& tokens_;
  std::size_t next_ = 0;
};

}  // namespace

std::optional<QueryNode> parse_query(std::string_view query, int today, std::vector<Note>& notes) {
  const std::vector<QueryToken> tokens = tokenize_query(query, today, notes);
  std::ranges::stable_sort(notes, {}, &Note::offset);
  if (tokens.empty()) return std::nullopt;
  return Parser(query, tokens).parse();
}

}  // namespace gisa
