#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "indexer/readers/formats/article_format.h"

namespace gisa {

/// Cuts the elements that are records out of an XML text and reads each by itself, so that a broken
/// one costs no other.
///
/// `elements` are the names of those, with prefix if they have one. `parse` makes an article of one
/// element or throws Error (kBadInput); `preface` is given what stands before the first one, at
/// most 64 kB. Memory is bounded. Throws what `text` throws.
void read_xml_records(ByteStream& text, std::span<const std::string_view> elements,
                      const std::function<void(std::string_view)>& preface,
                      const std::function<Article(std::string_view)>& parse, RecordSink& sink);

}  // namespace gisa
