#include "common/glass/posting_reader.h"

namespace gisa::glass {

bool parse_posting_chunk(std::string_view tag, std::uint32_t first_document, PostingChunk& chunk) {
  chunk = PostingChunk{};
  chunk.first = first_document;
  if (first_document == 0) {
    if (!take_varint(tag, chunk.documents) || !take_varint(tag, chunk.collection_frequency) ||
        !take_varint(tag, chunk.first) || ++chunk.first == 0) {
      return false;
    }
  }
  if (tag.empty() || (tag[0] != '0' && tag[0] != '1')) return false;
  chunk.is_last = tag[0] == '1';
  tag.remove_prefix(1);
  std::uint32_t range = 0;
  if (!take_varint(tag, range)) return false;
  chunk.last = chunk.first + range;
  chunk.body = tag;
  return chunk.last >= chunk.first && !tag.empty();
}

}  // namespace gisa::glass
