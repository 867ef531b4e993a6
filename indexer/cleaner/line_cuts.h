#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/cleaner/findings.h"

/// What goes out of the middle of a line: brackets that are datelines, bylines or credits, pictures
/// of Markdown, and notices from their first word to their last.
///
///   Findings findings;
///   LineCuts cuts(findings);
///   if (cuts.find("정부가(사진=어느통신) 밝혔다. ⓒ 어느신문 무단전재 금지", 0))
///     cuts.append_kept(line, out);
///
/// Rules are tried at triggers alone (triggers.h); every look around one is bounded, so time is
/// linear. UTF-8, positions in bytes. One LineCuts a thread, used again so that its buffers are.
namespace gisa::cleaning {

class LineCuts {
 public:
  /// `findings` learns what is cut and must outlive it.
  explicit LineCuts(Findings& findings) : findings_(findings) {}

  /// Looks for what has to go from `line`, from byte `from` on; false when nothing has. `line` is
  /// normalised (paragraphs.h).
  bool find(std::string_view line, size_t from);

  /// Appends what find() left of the same line, paragraphs ended by '\n', to `out`. True when that
  /// brought text together which no rule has seen so.
  bool append_kept(std::string_view line, std::string& out) const;

 private:
  struct Cut {
    size_t begin;
    size_t end;
    bool ends_paragraph;
  };

  bool cut_bracket(std::string_view line, size_t at);
  bool cut_dateline(std::string_view line, size_t begin, size_t end, std::string_view content);
  bool cut_markdown_image(std::string_view line, size_t at);
  bool cut_notice(std::string_view line, size_t at);
  void add_cut(std::string_view line, size_t begin, size_t end, bool ends_paragraph);

  Findings& findings_;
  std::vector<size_t> places_;  // where a rule may apply
  std::vector<Cut> cuts_;
};

}  // namespace gisa::cleaning
