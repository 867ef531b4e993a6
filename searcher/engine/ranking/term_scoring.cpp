#include "searcher/engine/ranking/term_scoring.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <deque>
#include <functional>
#include <random>

#include "searcher/engine/index/document_set.h"

namespace gisa {
namespace {

// What a term can add to a score at most.
double most_of(const WeighedTerm& term) { return term.weight * term.idf * (Bm25::kK1 + 1); }

constexpr float kNotFound = -1;
constexpr std::size_t kBlock = 64;  // scores

// One document in so many, or fewer, are few: their postings are picked out of the lists.
constexpr std::size_t kFew = 64;

// With no more documents than this, it does not pay to find out which cannot be among the best.
constexpr std::size_t kNotWorthDropping = 200;

// By which a sum of scores in floats may differ with the order of its terms.
constexpr double kRounding = 1e-5;

// Whether `a` comes before `b` in a result.
bool is_better(const ScoredArticle& a, const ScoredArticle& b) {
  return a.score != b.score ? a.score > b.score : a.id < b.id;
}

// The `count`th best of some scores; kNotFound: there are not so many.
float nth_best(std::vector<float> scores, std::size_t count) {
  if (scores.size() < count || count == 0) return kNotFound;
  const auto last = scores.begin() + static_cast<std::ptrdiff_t>(count) - 1;
  std::ranges::nth_element(scores, last, std::greater<>());
  return *last;
}

}  // namespace

// The terms of a plan in the order in which they are summed up. An article without a core term may
// not be found, so core terms come first; syllables, which add little and are read longest, come
// last.
struct TermScoring::Terms {
  Terms(const QueryPlan& plan, bool core_is_needed) : needs_core(core_is_needed) {
    using Kind = WeighedTerm::Kind;
    for (const Kind kind : {Kind::kCore, Kind::kHint, Kind::kSyllable}) {
      for (const WeighedTerm& term : plan.terms) {
        if (term.kind == kind) all.push_back(&term);
      }
      if (kind == Kind::kCore) core = all.size();
      if (kind == Kind::kHint) strong = all.size();
    }
  }

  bool needs_score(std::size_t i) const { return needs_core && i >= core; }

  std::vector<const WeighedTerm*> all;
  std::size_t core = 0;    // so many are core terms
  std::size_t strong = 0;  // so many are no syllables
  bool needs_core;         // a document that has none of them is not found
};

// Adds what the terms [first, last) score to all documents that have them, or, where a core term is
// needed, only to those that have a score already. `scores`: by document.
void TermScoring::add_to_all(std::size_t segment, const Terms& terms, std::size_t first,
                             std::size_t last, std::vector<float>& scores,
                             Interruption& interruption) const {
  const float* const norms = segments_.length_norms(segment).data();
  float* const sums = scores.data();
  std::deque<SegmentIndex::Postings> postings;
  for (std::size_t i = first; i < last; ++i)
    postings.emplace_back(*segments_.files(segment), terms.all[i]->term);
  for (std::size_t begin = 0; begin < scores.size(); begin += window_) {
    const std::size_t end = begin + window_;
    for (std::size_t i = first; i < last && !interruption.reached(); ++i) {
      const auto weight = static_cast<float>(most_of(*terms.all[i]));
      const auto add = [=](std::uint32_t document, std::uint32_t wdf) {
        const auto times = static_cast<float>(wdf);
        sums[document] += weight * times / (norms[document] + times);
      };
      const auto add_to_some = [=](std::uint32_t document, std::uint32_t wdf) {
        if (sums[document] > 0) add(document, wdf);
      };
      if (terms.needs_score(i)) {
        postings[i - first].read_until(end, add_to_some);
      } else {
        postings[i - first].read_until(end, add);
      }
    }
  }
}

// A term to those of the table's documents that have it.
void TermScoring::add_to_few(std::size_t segment, const WeighedTerm& term, bool needs_score) {
  const auto weight = static_cast<float>(most_of(term));
  const float* const norms = segments_.length_norms(segment).data();
  Table& table = tables_[segment];
  segments_.files(segment)->for_each_posting_of(
      term.term, table.documents, [&](std::size_t i, std::uint32_t wdf) {
        if (needs_score && table.scores[i] <= 0) return;
        const auto times = static_cast<float>(wdf);
        table.scores[i] += weight * times / (norms[table.documents[i]] + times);
      });
}

void TermScoring::run(const QueryPlan& plan, const std::vector<ArticleId>* among, bool needs_words,
                      std::size_t most, Interruption& interruption) {
  matched_ = 0;
  const bool needs_score = needs_words && plan.finds != QueryPlan::Finds::kFoundWithoutScore;
  floor_ = needs_score ? 0 : kNotFound;
  const Terms terms(plan, needs_words && plan.finds == QueryPlan::Finds::kCoreTerms);
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    Table& table = tables_[i];
    auto documents = documents_of(i, plan, among, needs_words);
    table.is_of_all = !documents;
    table.documents = std::move(documents).value_or(std::vector<std::uint32_t>());
    if (table.is_of_all) {
      score_all(i, terms, interruption);
    } else {
      score_documents(i, terms, most, interruption);
    }
    sum_up(table);
  }
}

// The documents that may be found, if that is known before they are scored; else nothing.
std::optional<std::vector<std::uint32_t>> TermScoring::documents_of(
    std::size_t segment, const QueryPlan& plan, const std::vector<ArticleId>* among,
    bool needs_words) const {
  const bool is_told = needs_words && plan.finds != QueryPlan::Finds::kCoreTerms;
  if (!is_told && among == nullptr) return std::nullopt;
  DocumentSet documents =
      is_told ? segments_[segment].find(plan.found) : DocumentSet(ids_of(segment), true);
  if (among != nullptr) {
    DocumentSet these(ids_of(segment));
    for (const ArticleId id : *among) {
      if (segments_.segment_of(id) == segment) these.add(segments_.document_of(id));
    }
    documents.keep(these);
  }
  documents.remove(deleted_[segment]);
  return documents.to_vector();
}

void TermScoring::score_all(std::size_t segment, const Terms& terms, Interruption& interruption) {
  Table& table = tables_[segment];
  table.scores.assign(ids_of(segment), 0);
  add_to_all(segment, terms, 0, terms.all.size(), table.scores, interruption);
  for (const std::uint32_t document : deleted_[segment]) {
    if (document < table.scores.size()) table.scores[document] = kNotFound;
  }
  table.scores[0] = kNotFound;
}

void TermScoring::score_documents(std::size_t segment, const Terms& terms, std::size_t most,
                                  Interruption& interruption) {
  Table& table = tables_[segment];
  const auto are_few = [&] { return table.documents.size() * kFew <= ids_of(segment); };
  table.scores.assign(table.documents.size(), 0);
  std::size_t next = 0;
  if (!are_few()) {
    by_document_.assign(ids_of(segment), 0);
    add_to_all(segment, terms, 0, terms.strong, by_document_, interruption);
    gather(table);
    next = terms.strong;
  }
  double rest = 0;  // the most that terms to come can add
  for (std::size_t i = next; i < terms.all.size(); ++i) rest += most_of(*terms.all[i]);
  for (; next < terms.all.size() && !interruption.reached(); ++next) {
    if (next >= terms.strong) drop_hopeless(table, most, rest);
    if (!are_few()) break;
    add_to_few(segment, *terms.all[next], terms.needs_score(next));
    rest -= most_of(*terms.all[next]);
  }
  if (are_few()) return;
  add_to_all(segment, terms, next, terms.all.size(), by_document_, interruption);
  gather(table);
}

// Drops documents that are found, but will not be among the `most` best if a document can get no
// more than `rest`.
void TermScoring::drop_hopeless(Table& table, std::size_t most, double rest) {
  if (table.documents.size() <= std::max(kNotWorthDropping, most)) return;
  find_block_bests(table);
  const double best = least_of_best(table, most);
  const auto least = static_cast<float>(best - rest - kRounding * (best + rest));
  std::size_t kept = 0;
  for (std::size_t i = 0; i < table.documents.size(); ++i) {
    const float score = table.scores[i];
    table.documents[kept] = table.documents[i];
    table.scores[kept] = score;
    kept += score <= floor_ || score >= least ? 1 : 0;
  }
  matched_ += table.documents.size() - kept;
  table.documents.resize(kept);
  table.scores.resize(kept);
}

// Copies the scores of the table's documents.
void TermScoring::gather(Table& table) const {
  table.scores.resize(table.documents.size());
  for (std::size_t i = 0; i < table.documents.size(); ++i)
    table.scores[i] = by_document_[table.documents[i]];
}

// Floats that are not negative are ordered as their bits are; kNotFound comes below.
void TermScoring::find_block_bests(Table& table) {
  const std::size_t blocks = (table.scores.size() + kBlock - 1) / kBlock;
  table.scores.resize(blocks * kBlock, kNotFound);
  table.block_best.resize(blocks);
  for (std::size_t i = 0; i < blocks; ++i) {
    const float* const block = table.scores.data() + i * kBlock;
    auto best = std::bit_cast<std::int32_t>(kNotFound);
    for (std::size_t d = 0; d < kBlock; ++d)
      best = std::max(best, std::bit_cast<std::int32_t>(block[d]));
    table.block_best[i] = std::bit_cast<float>(best);
  }
}

void TermScoring::sum_up(Table& table) {
  find_block_bests(table);
  std::int32_t found = 0;
  for (const float score : table.scores) found += score > floor_ ? 1 : 0;
  matched_ += static_cast<std::uint64_t>(found);
}

// A score that at least `count` articles have, if that many were found: so good are the best of as
// many blocks.
float TermScoring::least_of_best(std::size_t count) const {
  std::vector<float> best;
  for (const Table& table : tables_)
    best.insert(best.end(), table.block_best.begin(), table.block_best.end());
  return nth_best(std::move(best), count);
}

// The same of one table, and close even where there are few blocks.
float TermScoring::least_of_best(const Table& table, std::size_t count) {
  const bool are_many = table.block_best.size() >= 2 * count;
  return nth_best(are_many ? table.block_best : table.scores, count);
}

// Collects up to twice as many as are wanted, then goes on with the better half: no order is kept
// that may not be needed.
std::vector<ScoredArticle> TermScoring::best(std::size_t count) const {
  std::vector<ScoredArticle> out;
  if (count == 0) return out;
  // Just above the floor: what was found.
  float least = std::max(least_of_best(count), std::nextafter(floor_, 1.0F));
  const auto keep_best = [&] {
    const auto end = out.begin() + static_cast<std::ptrdiff_t>(count);
    std::ranges::nth_element(out, end - 1, is_better);
    out.erase(end, out.end());
    least = std::max(least, static_cast<float>(out.back().score));
  };
  for (std::size_t segment = 0; segment < tables_.size(); ++segment) {
    const Table& table = tables_[segment];
    for (std::size_t i = 0; i < table.scores.size(); ++i) {
      if (i % kBlock == 0 && table.block_best[i / kBlock] < least) {
        i += kBlock - 1;
        continue;
      }
      if (table.scores[i] < least) continue;
      const std::uint32_t document =
          table.is_of_all ? static_cast<std::uint32_t>(i) : table.documents[i];
      out.push_back({table.scores[i], segments_.article(segment, document)});
      if (out.size() == 2 * count) keep_best();
    }
  }
  if (out.size() > count) keep_best();
  std::ranges::sort(out, is_better);
  return out;
}

std::vector<ArticleId> TermScoring::sample(std::size_t count) const {
  constexpr std::size_t kTries = 16;  // for each
  std::size_t all = 0;
  for (const Table& table : tables_) all += table.scores.size();
  std::vector<ArticleId> articles;
  if (all == 0) return articles;
  std::mt19937_64 random;
  for (std::size_t i = 0; i < count * kTries && articles.size() < count; ++i) {
    std::size_t at = random() % all, segment = 0;
    for (; at >= tables_[segment].scores.size(); ++segment) at -= tables_[segment].scores.size();
    const Table& table = tables_[segment];
    if (table.scores[at] <= floor_) continue;
    const std::uint32_t document =
        table.is_of_all ? static_cast<std::uint32_t>(at) : table.documents[at];
    articles.push_back(segments_.article(segment, document));
  }
  return articles;
}

}  // namespace gisa
