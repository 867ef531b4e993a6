#pragma once

#include <set>
#include <string>
#include <string_view>

namespace gisa {

/// Labels of link definitions, `[label]: https://…`, as they stand.
using LinkLabels = std::set<std::string, std::less<>>;

/// The marks inside a paragraph (its lines separated by '\n') taken off: emphasis, code, links,
/// images, escapes. See markdown_text.h for what counts as one.
std::string reduce_markdown_inline(std::string_view paragraph, const LinkLabels& labels);

/// True if it can be meant as the target of a link: a path, an address, a domain, nothing at all.
bool looks_like_link_target(std::string_view target);

}  // namespace gisa
