/// searcher/terminal/printers/analysis_printer.h - what --analyze prints.
///
///     to_text("AI가", analyze_text("AI가"))
///
///     text        AI가
///     normalized  ai가
///     segments    ai+가
///
///     [0,2)   ai  letter
///         word  ai  [0,2)
///     [2,5)   가  hangul, particle
///
/// A plus joins segments that nothing stands between. Everything is escaped for a terminal.
///
/// Threads: free functions without state.
#pragma once

#include <string>
#include <string_view>

#include "gisa/analysis.h"

namespace gisa::terminal {

std::string to_text(std::string_view text, const TextAnalysis& analysis);

/// One JSON object, {"version":1,"text","normalized","words":[{"segment","stem","script","role",
/// "glued","begin","end","terms":[{"kind","term","begin","end"}]}]}; offsets are bytes of `text`.
std::string to_json(std::string_view text, const TextAnalysis& analysis);

}  // namespace gisa::terminal
