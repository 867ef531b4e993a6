/// Queries have no syntax errors: a token that means nothing where it stands becomes a word again.
#pragma once

#include <string_view>
#include <vector>

#include "gisa/searcher.h"
#include "searcher/engine/query/query_lexer.h"

namespace gisa {

/// Makes words of parentheses without their other half or with nothing inside, and of operators
/// without operands, with a note; brings distances into bounds. `tokens` are those of `query`.
void mend_tokens(std::string_view query, std::vector<QueryToken>& tokens, std::vector<Note>& notes);

}  // namespace gisa
