/// Articles that stand in the scripts of a web page.
///
/// Threads: free functions without state.
#pragma once

#include <string>
#include <string_view>

#include "common/articles/article.h"

namespace gisa {

/// The NewsArticle (or whatever is called an article) of a script of JSON-LD, also in a list or in
/// a @graph. Fields that `article` has stay; without a readable article nothing changes.
void read_json_ld(std::string json, Article& article);

/// The article that Arc, which several newspapers use, has its script fill a page with:
///     Fusion.globalContent={"content_elements":[{"type":"text","content":"..."}, ...
/// Body, date and reporter; nothing changes if the script is another one.
void read_embedded_article(std::string_view script, Article& article);

}  // namespace gisa
