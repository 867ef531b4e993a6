/// A query tree made ready for one database: which articles may match, by the index, and which do,
/// by their text.
///
/// The index knows bigrams, so what it finds are candidates; words, phrases and distances are then
/// verified on the stored text (text_matcher.h, text_pattern.h). Filters and dates are exact in the
/// index already.
///
/// Threads: one QueryMatcher a thread; it reuses buffers.
#pragma once

#include <xapian.h>

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/articles/stored_article.h"
#include "gisa/searcher.h"
#include "searcher/engine/index/snapshot.h"
#include "searcher/engine/matching/found_words.h"
#include "searcher/engine/matching/term_expansion.h"
#include "searcher/engine/matching/torn_words.h"
#include "searcher/engine/query/query_tree.h"
#include "searcher/engine/synonyms/synonyms.h"
#include "searcher/engine/text/text_pattern.h"
#include "searcher/engine/words/query_words.h"

namespace gisa {

/// A leaf of the tree with what it is looked up by.
struct QueryLeaf {
  QueryNode node;                               ///< without children
  std::vector<QueryWord> words;                 ///< of a text leaf
  std::vector<SynonymGroup> synonyms;           ///< of plain words (accept_synonyms())
  std::optional<TextPattern> pattern;           ///< of a phrase or prefix
  std::vector<std::vector<std::string>> links;  ///< of a phrase: phrase_links.h
  std::vector<std::string> terms;  ///< any of them: values of a filter; expansions of a prefix
};

/// The tree again, with leaves by their index and without what has no words ("…").
struct MatchNode {
  QueryNode::Kind kind = QueryNode::Kind::kWords;
  unsigned distance = 0;
  std::size_t leaf = 0;
  std::vector<MatchNode> children;
};

/// Whether words that are excluded are taken into account.
enum class Excluded : std::uint8_t { kCounted, kIgnored };

/// True if titles and bodies must be known to see whether an article matches; of filters and dates,
/// what else is stored is enough.
bool is_about_text(const MatchNode& node, Excluded excluded = Excluded::kCounted);

/// The texts of one article, analyzed when they are first asked for.
class ArticleText {
 public:
  ArticleText(const StoredArticle& article, Analyzer& analyzer, Analysis& title, Analysis& body)
      : article_(article), analyzer_(analyzer), title_(title), body_(body) {}

  const StoredArticle& article() const { return article_; }
  const Analysis& title();
  const Analysis& body();

 private:
  const StoredArticle& article_;
  Analyzer& analyzer_;
  Analysis& title_;
  Analysis& body_;
  bool has_title_ = false;
  bool has_body_ = false;
};

/// Where something stands in a text: the places, ascending, and for each the ordinal of its word.
struct NearPlaces {
  std::vector<UnitRange> ranges;
  std::vector<std::uint32_t> ordinals;

  /// Keeps those at most `distance` words from one of the others, in either order.
  void keep_near(const NearPlaces& others, unsigned distance);
};

/// Makes words that have forms of a verb stand at the beginning of others only.
void keep_verbs(const std::vector<SynonymGroup>& groups, std::vector<QueryWord>& words);

class QueryMatcher {
 public:
  /// Corrects words, but not those of phrases, by what articles tell.
  using Correct = std::function<void(std::vector<QueryWord>&)>;

  /// Without synonyms words are what was typed: 한·미 is not 한미 as well.
  QueryMatcher(const Snapshot& snapshot, Analyzer& analyzer, const Synonyms& synonyms,
               Correct correct)
      : snapshot_(snapshot),
        analyzer_(analyzer),
        synonyms_(synonyms),
        correct_(std::move(correct)),
        expansion_(snapshot),
        torn_(snapshot.index()) {}

  /// Takes a tree in; nothing if there is nothing to look for in it. Notes say how filters were
  /// understood. Leaves keep their indices for the life of the matcher.
  std::optional<MatchNode> add(const QueryNode& node, std::vector<Note>& notes) {
    return add(node, false, notes);
  }

  /// The words of plain text, as this database is asked for them; `as_typed`: without changing how
  /// one is spelled.
  std::vector<QueryWord> words_of(std::string_view text, bool as_typed = false) const;

  /// What may stand for words; nothing that no article has.
  std::vector<SynonymGroup> synonyms_of(const std::vector<QueryWord>& words) const;

  /// From now on the words of a leaf may be there as what stands for them.
  void accept_synonyms(std::size_t leaf) {
    leaves_[leaf].synonyms = synonyms_of(leaves_[leaf].words);
    keep_verbs(leaves_[leaf].synonyms, leaves_[leaf].words);
  }

  const QueryLeaf& leaf(std::size_t index) const { return leaves_[index]; }

  /// Articles that may match, unweighed; nothing means all.
  std::optional<Xapian::Query> candidates(const MatchNode& node) const;

  /// True if every candidate matches.
  bool is_exact(const MatchNode& node) const;

  bool matches(const MatchNode& node, ArticleText& text) const;

  /// False if an article with this signature (neighbours.h) surely does not match.
  bool may_match(const MatchNode& node, std::string_view signature) const;

  /// Whether there are signatures of which that can be said.
  bool needs_neighbours(const MatchNode& node) const;

  /// False if an article surely does not match. Costs less than to decode it.
  bool may_match(const MatchNode& node, const DenseView& article) const;

  /// Drops the matches of plain words that are none where they stand: 산은 in 부산은행.
  void drop_torn(const std::vector<QueryWord>& words, const Analysis& text,
                 std::vector<WordMatch>& matches) const {
    gisa::drop_torn(words, text, torn_, matches);
  }

  /// Where a phrase stands in a text, or the words of NEAR that are near.
  std::vector<UnitRange> find_places(const MatchNode& node, const Analysis& text) const;

 private:
  template <typename MayStand>
  bool may_match_with(const MatchNode& node, MayStand may_stand) const;
  std::optional<MatchNode> add(const QueryNode& node, bool is_demanded, std::vector<Note>& notes);
  std::optional<MatchNode> add_leaf(const QueryNode& node, bool is_demanded,
                                    std::vector<Note>& notes);
  std::optional<Xapian::Query> leaf_candidates(const QueryLeaf& leaf) const;
  bool matches(const MatchNode& node, ArticleText& text, Asked asked) const;
  bool leaf_matches(const QueryLeaf& leaf, ArticleText& text, Asked asked) const;
  bool stands_in(const QueryLeaf& leaf, std::string_view text, Asked asked) const;
  bool words_match(const QueryLeaf& leaf, ArticleText& text, Asked asked) const;
  std::vector<NearPlaces> find_near(const MatchNode& node, const Analysis& text) const;
  void find_leaf(const QueryLeaf& leaf, const Analysis& text, std::vector<UnitRange>& found) const;

  const Snapshot& snapshot_;
  Analyzer& analyzer_;
  const Synonyms& synonyms_;
  Correct correct_;
  mutable Analysis analysis_;
  std::vector<QueryLeaf> leaves_;
  TermExpansion expansion_;
  mutable TornWords torn_;
};

}  // namespace gisa
