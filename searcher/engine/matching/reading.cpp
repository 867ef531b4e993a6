#include "searcher/engine/matching/reading.h"

#include <algorithm>
#include <utility>

#include "common/messages/messages.h"
#include "searcher/engine/query/query_characters.h"

namespace gisa {
namespace {

using Kind = QueryNode::Kind;

// So many words outside its quotes make a headline: the quotes are then speech, not a demand.
constexpr std::size_t kHeadlineWords = 3;
constexpr std::string_view kEllipses[] = {"…", "⋯", "‥", "···", "..."};  // headlines have

std::size_t count_words(std::string_view text) {
  std::size_t count = 0;
  bool in_word = false;
  for (std::size_t i = 0; i < text.size();) {
    const QueryCharacter c = query_character(text, i);
    const bool is_blank = is_query_blank(c.code_point);
    count += !is_blank && !in_word ? 1 : 0;
    in_word = !is_blank;
    i += c.bytes;
  }
  return count;
}

MatchNode both(std::vector<MatchNode> nodes) {
  if (nodes.size() == 1) return std::move(nodes.front());
  MatchNode node;
  node.kind = Kind::kAnd;
  node.children = std::move(nodes);
  return node;
}

class Reader {
 public:
  Reader(const MatchNode& root, const PreparedQuery& query, const SearchRequest& request,
         const QueryMatcher& matcher)
      : root_(root), query_(query), request_(request), matcher_(matcher) {
    if (root.kind == Kind::kSequence) {
      parts_ = root.children;
    } else {
      parts_ = {root};
    }
  }

  std::vector<Reading> read() {
    std::vector<Reading> readings;
    if (request_.match == MatchMode::kAll) return {strict()};
    if (request_.match == MatchMode::kAny) return {any()};
    // In the order of time a partial match would hide the full ones.
    if (request_.sort == Sort::kNewest || request_.sort == Sort::kOldest)
      readings.push_back(strict());
    if (is_plain()) {
      readings.push_back(plain());
    } else if (is_headline()) {
      readings.push_back(headline());
    } else {
      readings.push_back(automatic());
      add_relaxed(readings);
    }
    return readings;
  }

 private:
  const QueryLeaf& leaf(const MatchNode& node) const { return matcher_.leaf(node.leaf); }

  bool is_ordinary(const MatchNode& node, Kind kind) const {
    return node.kind == kind && leaf(node).node.field == QueryField::kAny &&
           leaf(node).node.boost == 1;
  }

  bool is_plain() const { return is_ordinary(root_, Kind::kWords); }

  // Words among others may be missing unless a sign says otherwise.
  bool is_optional(const MatchNode& node) const {
    return (node.kind == Kind::kWords || node.kind == Kind::kPrefix) &&
           leaf(node).node.field == QueryField::kAny;
  }

  static bool has_text(const MatchNode& node) { return is_about_text(node, Excluded::kIgnored); }

  // What holds even when words are relaxed.
  bool has_limit(const MatchNode& node) const {
    if (node.kind == Kind::kFilter || node.kind == Kind::kNot) return true;
    // A date by name; 최근7일 may have been meant as words.
    if (node.kind == Kind::kDate)
      return query_.is_built || query_.typed.find(':') != std::string_view::npos;
    return std::ranges::any_of(node.children,
                               [this](const MatchNode& child) { return has_limit(child); });
  }

  bool is_headline() const {
    if (query_.is_built) return false;
    std::size_t words = 0, phrases = 0;
    for (const MatchNode& part : parts_) {
      if (is_ordinary(part, Kind::kPhrase))
        ++phrases;
      else if (is_ordinary(part, Kind::kWords))
        words += count_words(leaf(part).node.text);
      else
        return false;
    }
    const bool has_ellipsis = std::ranges::any_of(
        kEllipses, [&](auto mark) { return query_.typed.find(mark) != std::string_view::npos; });
    return phrases > 0 && words >= (has_ellipsis ? 1 : kHeadlineWords);
  }

  void add_words(const MatchNode& node, Reading& reading) const {
    if (node.kind == Kind::kNot) return;
    const std::size_t first = reading.words.size();
    for (const MatchNode& child : node.children) add_words(child, reading);
    if (node.kind == Kind::kNear) reading.phrases.push_back({node, first, reading.words.size()});
    if (!is_text(node.kind)) return;
    const QueryLeaf& text = leaf(node);
    reading.words.insert(reading.words.end(), text.words.begin(), text.words.end());
    if (node.kind == Kind::kPhrase) reading.phrases.push_back({node, first, reading.words.size()});
    if (!text.terms.empty())
      reading.expansions.emplace_back(Xapian::Query::OP_SYNONYM, text.terms.begin(),
                                      text.terms.end());
    reading.text += (reading.text.empty() ? "" : " ") + text.node.text;
  }

  Reading with_words() const {
    Reading reading;
    add_words(root_, reading);
    reading.full = root_;
    return reading;
  }

  Reading plain() const {
    Reading reading;
    reading.text = leaf(root_).node.text;
    reading.words = leaf(root_).words;
    return reading;
  }

  // Nothing but words, whatever signs are in the text.
  Reading words_only(std::string_view text) const {
    Reading reading;
    reading.text = text;
    reading.words = matcher_.words_of(text);
    return reading;
  }

  // All of it, as written.
  Reading strict() const {
    Reading reading = with_words();
    reading.required = root_;
    reading.needs_words = false;
    return reading;
  }

  // What has a sign or an operator is required; words without may be missing.
  Reading automatic() const {
    Reading reading = with_words();
    std::vector<MatchNode> required;
    bool has_words = false, has_prefix = false, requires_text = false;
    for (const MatchNode& part : parts_) {
      if (is_optional(part)) {
        has_words = has_words || part.kind == Kind::kWords;
        has_prefix = has_prefix || part.kind == Kind::kPrefix;
      } else {
        requires_text = requires_text || has_text(part);
        required.push_back(part);
      }
    }
    if (has_prefix && !has_words && !requires_text) return strict();
    if (!required.empty()) reading.required = both(std::move(required));
    reading.needs_words = has_words && !requires_text;
    return reading;
  }

  // What is not about words and holds for the whole query.
  static void add_limits(const MatchNode& node, std::vector<MatchNode>& limits) {
    if (!has_text(node)) {
      limits.push_back(node);
    } else if (node.kind == Kind::kSequence || node.kind == Kind::kAnd) {
      for (const MatchNode& child : node.children) add_limits(child, limits);
    }
  }

  // Some of the words; filters and exclusions hold.
  Reading any() const {
    Reading reading = with_words();
    std::vector<MatchNode> required;
    add_limits(root_, required);
    if (!required.empty()) reading.required = both(std::move(required));
    reading.needs_words = !reading.words.empty();
    reading.phrases.clear();
    return reading;
  }

  Reading headline() const {
    Reading reading = words_only(query_.typed);
    reading.full = root_;
    for (const MatchNode& part : parts_) {
      if (part.kind == Kind::kPhrase) reading.preferred.push_back(part.leaf);
    }
    return reading;
  }

  // Where the exact reading finds nothing, its words may.
  void add_relaxed(std::vector<Reading>& readings) const {
    if (has_text(root_)) {
      Reading words = any();
      words.is_relaxed = true;
      words.note = tr("no article matches the query as written: these have some of its words");
      readings.push_back(std::move(words));
    }
    if (query_.is_built || has_limit(root_)) return;
    Reading words = words_only(query_.typed);
    words.is_relaxed = true;
    words.note = tr("no article matches the query as written: it was read as plain words");
    readings.push_back(std::move(words));
  }

  const MatchNode& root_;
  const PreparedQuery& query_;
  const SearchRequest& request_;
  const QueryMatcher& matcher_;
  std::vector<MatchNode> parts_;
};

// Of plain words; those with a sign mean themselves.
void accept_synonyms(const MatchNode& root, QueryMatcher& matcher) {
  if (root.kind == Kind::kWords) return matcher.accept_synonyms(root.leaf);
  if (root.kind != Kind::kSequence) return;
  for (const MatchNode& part : root.children) {
    if (part.kind == Kind::kWords) matcher.accept_synonyms(part.leaf);
  }
}

}  // namespace

std::vector<Reading> read_query(const PreparedQuery& query, const SearchRequest& request,
                                QueryMatcher& matcher, std::vector<Note>& notes) {
  if (!query.tree) return {};
  const auto root = matcher.add(*query.tree, notes);
  if (!root) return {};
  if (request.match != MatchMode::kAny) accept_synonyms(*root, matcher);
  return Reader(*root, query, request, matcher).read();
}

}  // namespace gisa
