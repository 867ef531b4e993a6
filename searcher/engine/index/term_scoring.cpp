#include "searcher/engine/index/term_scoring.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>

namespace gisa {
namespace {

constexpr float kNotFound = -1;
constexpr std::size_t kBlock = 64;  // documents; as many as a word has bits

// Whether `a` comes before `b` in a result.
bool is_better(const ScoredArticle& a, const ScoredArticle& b) {
  return a.score != b.score ? a.score > b.score : a.id < b.id;
}

}  // namespace

// A set of documents.
class TermScoring::Bits {
 public:
  explicit Bits(std::size_t size, bool value = false)
      : words_((size + 63) / 64, value ? ~std::uint64_t{0} : 0) {}

  void add(std::uint32_t document) { words_[document / 64] |= std::uint64_t{1} << document % 64; }
  bool has(std::uint32_t document) const { return words_[document / 64] >> document % 64 & 1; }
  // Leaves nothing in `scores` of documents that are not in the set.
  void clear_others(std::vector<float>& scores) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      float* const block = scores.data() + i * kBlock;
      std::array<float, kBlock> kept;
      std::size_t size = 0;
      for (std::uint64_t these = words_[i]; these != 0; these &= these - 1)
        kept[size++] = block[std::countr_zero(these)];
      std::fill_n(block, kBlock, kNotFound);
      size = 0;
      for (std::uint64_t these = words_[i]; these != 0; these &= these - 1)
        block[std::countr_zero(these)] = kept[size++];
    }
  }
  void keep(const Bits& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  }
  void join(const Bits& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  }

 private:
  std::vector<std::uint64_t> words_;
};

template <typename Counts>
void TermScoring::add_term(std::size_t segment, const WeighedTerm& term, Counts counts) {
  const auto weight = static_cast<float>(term.weight * term.idf * (Bm25::kK1 + 1));
  const float* const norms = segments_.length_norms(segment).data();
  float* const scores = tables_[segment].scores.data();
  segments_[segment].for_each_posting(term.term, [=](std::uint32_t document, std::uint32_t wdf) {
    if (!counts(document)) return;
    const auto times = static_cast<float>(wdf);
    scores[document] += weight * times / (norms[document] + times);
  });
}

void TermScoring::run(const QueryPlan& plan, const std::vector<ArticleId>* among, bool needs_words,
                      Interruption& interruption) {
  matched_ = 0;
  const bool needs_score = needs_words && plan.finds != QueryPlan::Finds::kFoundWithoutScore;
  floor_ = needs_score ? 0 : kNotFound;
  for (std::size_t i = 0; i < segments_.size(); ++i)
    run_segment(i, plan, among, needs_words, interruption);
}

void TermScoring::run_segment(std::size_t segment, const QueryPlan& plan,
                              const std::vector<ArticleId>* among, bool needs_words,
                              Interruption& interruption) {
  Table& table = tables_[segment];
  std::vector<float>& scores = table.scores;
  const std::size_t size = std::size_t{segments_[segment].statistics().last_document} + 1;
  const std::size_t blocks = (size + kBlock - 1) / kBlock;
  scores.assign(blocks * kBlock, 0);
  // An article with a core term is found, so that those come first.
  const bool by_core = needs_words && plan.finds == QueryPlan::Finds::kCoreTerms;
  std::optional<Bits> found;
  if (needs_words && !by_core) found = evaluate(segment, plan.found);
  for (const bool core : {true, false}) {
    for (const WeighedTerm& term : plan.terms) {
      if ((term.kind == WeighedTerm::Kind::kCore) != core) continue;
      if (interruption.reached()) break;
      if (core) {
        add_term(segment, term, [](std::uint32_t) { return true; });
      } else if (by_core) {
        add_term(segment, term, [&](std::uint32_t document) { return scores[document] > 0; });
      } else if (found) {
        add_term(segment, term, [&](std::uint32_t document) { return found->has(document); });
      } else {
        add_term(segment, term, [](std::uint32_t) { return true; });
      }
    }
  }

  for (const std::uint32_t document : deleted_[segment]) {
    if (document < size) scores[document] = kNotFound;
  }
  scores[0] = kNotFound;
  std::fill(scores.begin() + static_cast<std::ptrdiff_t>(size), scores.end(), kNotFound);
  if (found) found->clear_others(scores);
  if (among != nullptr) {
    Bits these(scores.size());
    for (const ArticleId id : *among) {
      if (segments_.segment_of(id) == segment) these.add(segments_.document_of(id));
    }
    these.clear_others(scores);
  }
  sum_up(table);
}

// One pass over the scores, several at a time.
void TermScoring::sum_up(Table& table) {
  table.block_best.resize(table.scores.size() / kBlock);
  for (std::size_t i = 0; i < table.block_best.size(); ++i) {
    const float* const block = table.scores.data() + i * kBlock;
    // Floats that are not negative are ordered as their bits are; kNotFound comes below.
    auto best = std::bit_cast<std::int32_t>(kNotFound);
    std::int32_t found = 0;
    for (std::size_t d = 0; d < kBlock; ++d) {
      best = std::max(best, std::bit_cast<std::int32_t>(block[d]));
      found += block[d] > floor_ ? 1 : 0;
    }
    table.block_best[i] = std::bit_cast<float>(best);
    matched_ += static_cast<std::uint64_t>(found);
  }
}

TermScoring::Bits TermScoring::evaluate(std::size_t segment,
                                        const TermExpression& expression) const {
  using Kind = TermExpression::Kind;
  const std::size_t size = tables_[segment].scores.size();
  const auto add_all_with = [&](const std::string& term, Bits& bits) {
    segments_[segment].for_each_posting(
        term, [&](std::uint32_t document, std::uint32_t) { bits.add(document); });
  };
  const bool starts_full = expression.kind == Kind::kAll && !expression.parts.empty();
  Bits bits(size, starts_full);
  if (expression.kind == Kind::kTerm) add_all_with(expression.term, bits);
  if (expression.kind == Kind::kEverything) {
    const std::vector<std::uint32_t>& lengths = segments_[segment].lengths();
    for (std::uint32_t document = 0; document < lengths.size(); ++document) {
      if (lengths[document] != SegmentIndex::kNoDocument) bits.add(document);
    }
  }
  for (const TermExpression& part : expression.parts) {
    if (expression.kind == Kind::kAll) {
      bits.keep(evaluate(segment, part));
    } else if (part.kind == Kind::kTerm) {
      add_all_with(part.term, bits);
    } else {
      bits.join(evaluate(segment, part));
    }
  }
  return bits;
}

// A score that at least `count` articles have, if that many were found: so good are the best of as
// many blocks.
float TermScoring::least_of_best(std::size_t count) const {
  std::vector<float> best;
  for (const Table& table : tables_)
    best.insert(best.end(), table.block_best.begin(), table.block_best.end());
  if (best.size() < count) return kNotFound;
  const auto last = best.begin() + static_cast<std::ptrdiff_t>(count) - 1;
  std::ranges::nth_element(best, last, std::greater<>());
  return *last;
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
      out.push_back({table.scores[i], segments_.article(segment, static_cast<std::uint32_t>(i))});
      if (out.size() == 2 * count) keep_best();
    }
  }
  if (out.size() > count) keep_best();
  std::ranges::sort(out, is_better);
  return out;
}

}  // namespace gisa
