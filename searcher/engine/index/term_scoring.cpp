#include "searcher/engine/index/term_scoring.h"

#include <algorithm>

namespace gisa {
namespace {

constexpr double kNotFound = -1;

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
  // Leaves nothing in `scores` of documents that are not in the set.
  void clear_others(std::vector<double>& scores) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_[i] == ~std::uint64_t{0}) continue;
      const std::size_t end = std::min((i + 1) * 64, scores.size());
      for (std::size_t document = i * 64; document < end; ++document) {
        if ((words_[i] >> document % 64 & 1) == 0) scores[document] = kNotFound;
      }
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
  std::vector<double>& scores = scores_[segment];
  const std::size_t size = std::size_t{segments_[segment].statistics().last_document} + 1;
  scores.assign(size, 0);
  // An article with a core term is found, so that those come first.
  const bool by_core = needs_words && plan.finds == QueryPlan::Finds::kCoreTerms;
  for (const bool core : {true, false}) {
    for (const WeighedTerm& term : plan.terms) {
      if ((term.kind == WeighedTerm::Kind::kCore) != core) continue;
      if (interruption.reached()) break;
      add_term(segment, term, by_core && !core);
    }
  }

  for (const std::uint32_t document : deleted_[segment]) {
    if (document < size) scores[document] = kNotFound;
  }
  scores[0] = kNotFound;
  if (needs_words && !by_core) evaluate(segment, plan.found).clear_others(scores);
  if (among != nullptr) {
    Bits these(size);
    for (const ArticleId id : *among) {
      if (segments_.segment_of(id) == segment) these.add(segments_.document_of(id));
    }
    these.clear_others(scores);
  }
  for (const double score : scores) matched_ += score > floor_ ? 1 : 0;
}

void TermScoring::add_term(std::size_t segment, const WeighedTerm& term, bool only_found) {
  const double weight = term.weight * term.idf * (Bm25::kK1 + 1);
  const float* const norms = segments_.length_norms(segment).data();
  double* const scores = scores_[segment].data();
  const auto part = [&](std::uint32_t document, std::uint32_t wdf) {
    return weight * wdf / (static_cast<double>(norms[document]) + wdf);
  };
  if (only_found) {
    segments_[segment].for_each_posting(term.term, [&](std::uint32_t document, std::uint32_t wdf) {
      if (scores[document] > 0) scores[document] += part(document, wdf);
    });
  } else {
    segments_[segment].for_each_posting(term.term, [&](std::uint32_t document, std::uint32_t wdf) {
      scores[document] += part(document, wdf);
    });
  }
}

TermScoring::Bits TermScoring::evaluate(std::size_t segment,
                                        const TermExpression& expression) const {
  using Kind = TermExpression::Kind;
  const std::size_t size = scores_[segment].size();
  const auto add_all_with = [&](const std::string& term, Bits& bits) {
    segments_[segment].for_each_posting(
        term, [&](std::uint32_t document, std::uint32_t) { bits.add(document); });
  };
  const bool starts_full = expression.kind == Kind::kAll && !expression.parts.empty();
  Bits bits(size, starts_full);
  if (expression.kind == Kind::kTerm) add_all_with(expression.term, bits);
  if (expression.kind == Kind::kEverything) {
    const std::vector<std::uint32_t>& lengths = segments_[segment].lengths();
    for (std::uint32_t document = 0; document < size; ++document) {
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

std::vector<ScoredArticle> TermScoring::best(std::size_t count) const {
  std::vector<ScoredArticle> out;  // a heap, the worst one on top
  if (count == 0) return out;
  for (std::size_t segment = 0; segment < scores_.size(); ++segment) {
    const std::vector<double>& scores = scores_[segment];
    double least = out.size() == count ? out.front().score : floor_;
    for (std::uint32_t document = 1; document < scores.size(); ++document) {
      if (scores[document] <= floor_ || scores[document] < least) continue;
      const ScoredArticle article{scores[document], segments_.article(segment, document)};
      if (out.size() == count) {
        if (!is_better(article, out.front())) continue;
        std::ranges::pop_heap(out, is_better);
        out.pop_back();
      }
      out.push_back(article);
      std::ranges::push_heap(out, is_better);
      if (out.size() == count) least = out.front().score;
    }
  }
  std::ranges::sort_heap(out, is_better);
  return out;
}

}  // namespace gisa
