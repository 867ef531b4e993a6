#include "searcher/engine/index/document_set.h"

#include <bit>

namespace gisa {

void DocumentSet::remove(std::span<const std::uint32_t> documents) {
  for (const std::uint32_t document : documents) {
    if (document / kBits < words_.size())
      words_[document / kBits] &= ~(std::uint64_t{1} << document % kBits);
  }
}

std::size_t DocumentSet::count() const {
  std::size_t count = 0;
  for (const std::uint64_t word : words_) count += static_cast<std::size_t>(std::popcount(word));
  return count;
}

std::vector<std::uint32_t> DocumentSet::to_vector() const {
  std::vector<std::uint32_t> out;
  out.reserve(count());
  for (std::size_t i = 0; i < words_.size(); ++i) {
    for (std::uint64_t these = words_[i]; these != 0; these &= these - 1)
      out.push_back(static_cast<std::uint32_t>(i * kBits) +
                    static_cast<std::uint32_t>(std::countr_zero(these)));
  }
  return out;
}

DocumentSet find_documents(const SegmentIndex& segment, const TermExpression& expression) {
  using Kind = TermExpression::Kind;
  const auto add_all_with = [&](const std::string& term, DocumentSet& documents) {
    segment.for_each_posting(
        term, [&](std::uint32_t document, std::uint32_t) { documents.add(document); });
  };
  const std::size_t size = std::size_t{segment.statistics().last_document} + 1;
  DocumentSet documents(size, expression.kind == Kind::kAll && !expression.parts.empty());
  if (expression.kind == Kind::kTerm) add_all_with(expression.term, documents);
  if (expression.kind == Kind::kEverything) {
    const std::vector<std::uint32_t>& lengths = segment.lengths();
    for (std::uint32_t document = 0; document < lengths.size(); ++document) {
      if (lengths[document] != SegmentIndex::kNoDocument) documents.add(document);
    }
  }
  for (const TermExpression& part : expression.parts) {
    if (expression.kind == Kind::kAll) {
      documents.keep(find_documents(segment, part));
    } else if (part.kind == Kind::kTerm) {
      add_all_with(part.term, documents);
    } else {
      documents.join(find_documents(segment, part));
    }
  }
  return documents;
}

}  // namespace gisa
