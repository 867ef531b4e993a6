/// The keys of the tables of a glass database. They compare as unsigned bytes.
///
/// | table    | key                                     | tag                          |
/// |----------|-----------------------------------------|------------------------------|
/// | postlist | 00 C0 name                              | metadata                     |
/// |          | 00 D0 trailing(slot)                    | statistics of a value slot   |
/// |          | 00 D8 varint(slot) ordered(document)    | a chunk of a slot's values   |
/// |          | 00 E0 [ordered(document)]               | a chunk of document lengths  |
/// |          | escaped(term) [00 ordered(document)]    | a chunk of a posting list    |
/// | docdata  | ordered(document)                       | the document's data          |
/// | termlist | ordered(document)                       | the document's terms         |
/// |          | ordered(document) 00                    | the value slots it uses      |
///
/// `document` is the first one of the chunk; the first chunk of a list leaves it out.
/// All functions but the parsers overwrite `key`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gisa::glass {

inline constexpr std::size_t kLongestKey = 255;   ///< bytes
inline constexpr std::size_t kLongestTerm = 245;  ///< bytes; Xapian's limit, a 00 counts twice

inline constexpr std::string_view kMetadataPrefix{"\0\xC0", 2};
inline constexpr std::string_view kValueStatisticsPrefix{"\0\xD0", 2};
inline constexpr std::string_view kValueChunkPrefix{"\0\xD8", 2};
inline constexpr std::string_view kLengthsPrefix{"\0\xE0", 2};
inline constexpr std::string_view kFirstTermKey{"\0\xFF", 2};  ///< no term's key is lower

void make_metadata_key(std::string_view name, std::string& key);
void make_value_statistics_key(std::uint32_t slot, std::string& key);
void make_value_chunk_key(std::uint32_t slot, std::uint32_t document, std::string& key);

/// `document` is 0 for the first chunk.
void make_lengths_key(std::uint32_t document, std::string& key);
void make_posting_key(std::string_view term, std::uint32_t document, std::string& key);

void make_document_key(std::uint32_t document, std::string& key);

/// Throws Error (kInvalidArgument) if the term is empty or too long to be a key.
void check_term(std::string_view term);

/// Parsers return false if the key is none of that kind. `document` is 0 for the first chunk of a
/// list.
bool parse_lengths_key(std::string_view key, std::uint32_t& document);
bool parse_posting_key(std::string_view key, std::string& term, std::uint32_t& document);
bool parse_value_statistics_key(std::string_view key, std::uint32_t& slot);
bool parse_value_chunk_key(std::string_view key, std::uint32_t& slot, std::uint32_t& document);
bool parse_document_key(std::string_view key, std::uint32_t& document);
bool parse_used_slots_key(std::string_view key, std::uint32_t& document);

}  // namespace gisa::glass
