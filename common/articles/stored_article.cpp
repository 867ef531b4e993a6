#include "common/articles/stored_article.h"

#define ZSTD_STATIC_LINKING_ONLY  // ZSTD_createDDict_byReference(), unchanged since zstd 1.1
#include <xxhash.h>
#include <zstd.h>

#include <algorithm>
#include <iterator>
#include <new>
#include <utility>
#include <vector>

#include "common/articles/dense_text.h"
#include "common/messages/messages.h"
#include "common/system/io_error.h"
#include "common/text/varint.h"

namespace gisa {
namespace {

constexpr char kPlainVersion = 2;  // without a signature
constexpr char kVersion = 3;
constexpr std::size_t kHashBytes = 8;
constexpr std::size_t kHeader = 1 + kHashBytes;
constexpr int kShortestMatch = 5;  // dense bytes
constexpr int kHashLog = 17;
constexpr std::size_t kMostExpansion = 3;                // bytes of text a byte of its dense form
constexpr std::size_t kMostText = std::size_t{1} << 32;  // bytes, of an article that is believed in

constexpr std::string Article::*kFields[] = {
    &Article::id,       &Article::title, &Article::date, &Article::press, &Article::section,
    &Article::reporter, &Article::url,   &Article::path, &Article::body,
};
constexpr std::string_view StoredArticle::*kStoredFields[] = {
    &StoredArticle::id,    &StoredArticle::title,   &StoredArticle::date,
    &StoredArticle::press, &StoredArticle::section, &StoredArticle::reporter,
    &StoredArticle::url,   &StoredArticle::path,    &StoredArticle::body,
};
static_assert(std::size(kFields) == std::size(kStoredFields));
static_assert(kFields[std::size(kFields) - 1] == &Article::body);

[[noreturn]] void throw_corrupt() { throw damage_error(tr("a stored article is damaged")); }

// Takes a size off the front. Throws Error (kCorrupt) if there is none.
std::size_t take_size(std::string_view& bytes) {
  std::size_t size = 0;
  if (!take_varint(bytes, size)) throw_corrupt();
  return size;
}

}  // namespace

std::uint64_t content_hash(const Article& raw) {
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(),
                                                                       XXH3_freeState);
  if (!state) throw std::bad_alloc();
  XXH3_64bits_reset(state.get());
  for (const auto field : kFields) {
    const std::string& text = raw.*field;
    const std::uint64_t size = text.size();
    XXH3_64bits_update(state.get(), &size, sizeof size);
    XXH3_64bits_update(state.get(), text.data(), text.size());
  }
  return XXH3_64bits_digest(state.get());
}

void ArticleEncoder::Release::operator()(ZSTD_CCtx_s* context) const { ZSTD_freeCCtx(context); }

ArticleEncoder::ArticleEncoder(std::shared_ptr<const TextDictionary> dictionary)
    : dictionary_(std::move(dictionary)), context_(ZSTD_createCCtx()) {
  if (!context_) throw std::bad_alloc();
  const auto set = [&](ZSTD_cParameter parameter, int value) {
    ZSTD_CCtx_setParameter(context_.get(), parameter, value);
  };
  set(ZSTD_c_compressionLevel, kStoredArticleLevel);
  if (!dictionary_) return;
  // This strategy has one table of hashes where the level's own has two: nearly every match is in
  // the dictionary, so that is as good, and a quarter faster. In dense form five bytes are three
  // syllables. A target length of 1 means nothing to this strategy but that what is not matched is
  // kept as it is: coding it anew would make articles 6 % smaller, and double the time of both
  // sides.
  set(ZSTD_c_strategy, ZSTD_fast);
  set(ZSTD_c_minMatch, kShortestMatch);
  set(ZSTD_c_hashLog, kHashLog);
  set(ZSTD_c_targetLength, 1);
  const std::string_view bytes = dictionary_->bytes();
  if (ZSTD_isError(ZSTD_CCtx_loadDictionary(context_.get(), bytes.data(), bytes.size())) != 0) {
    throw std::bad_alloc();  // it has been checked: nothing else can go wrong
  }
}

ArticleEncoder::~ArticleEncoder() = default;

std::string_view ArticleEncoder::make_sample(const Article& article) {
  std::string sizes;
  std::size_t total = 0;
  for (const auto field : kFields) {
    append_varint(sizes, (article.*field).size());
    total += (article.*field).size();
  }
  sample_.reserve(sizes.size() + dense_room(total));
  char* end = std::ranges::copy(sizes, sample_.data()).out;
  for (const auto field : kFields) end = encode_dense(article.*field, end);
  return {sample_.data(), static_cast<std::size_t>(end - sample_.data())};
}

void ArticleEncoder::encode(const Article& article, std::uint64_t content_hash, std::string& out) {
  const std::string_view sample = make_sample(article);
  const std::size_t bound = ZSTD_compressBound(sample.size());
  compressed_.reserve(bound);
  const std::size_t size =
      ZSTD_compress2(context_.get(), compressed_.data(), bound, sample.data(), sample.size());
  if (ZSTD_isError(size) != 0) throw std::bad_alloc();  // nothing else can go wrong
  out.assign(1, kPlainVersion);
  for (std::size_t i = 0; i < kHashBytes; ++i) {
    out.push_back(static_cast<char>(content_hash >> (8 * i) & 0xFF));
  }
  out.append(compressed_.data(), size);
}

namespace {

// A dictionary with room behind it for what is decompressed. There zstd sees both as one piece, and
// copies what matches the dictionary by its short way: that saves a third of the time.
class DictionaryRoom {
 public:
  explicit DictionaryRoom(std::shared_ptr<const TextDictionary> dictionary)
      : dictionary_(std::move(dictionary)) {}

  const TextDictionary* dictionary() const { return dictionary_.get(); }
  const ZSTD_DDict* prepared() const { return prepared_.get(); }
  bool is_used_elsewhere() const { return dictionary_.use_count() > 1; }

  char* reserve(std::size_t size) {
    if (prepared_ && size <= size_) return memory_.get() + dictionary_->size();
    const std::string_view bytes = dictionary_->bytes();
    prepared_.reset();
    size_ = std::max(size + size / 2, kLeast);
    memory_ = std::make_unique_for_overwrite<char[]>(bytes.size() + size_);
    std::ranges::copy(bytes, memory_.get());
    prepared_.reset(ZSTD_createDDict_byReference(memory_.get(), bytes.size()));
    if (!prepared_) throw std::bad_alloc();
    return memory_.get() + bytes.size();
  }

 private:
  static constexpr std::size_t kLeast = std::size_t{64} << 10;
  struct Release {
    void operator()(ZSTD_DDict* dictionary) const { ZSTD_freeDDict(dictionary); }
  };

  std::shared_ptr<const TextDictionary> dictionary_;
  std::unique_ptr<char[]> memory_;
  std::size_t size_ = 0;  // of the room
  std::unique_ptr<ZSTD_DDict, Release> prepared_;
};

class Decompressor {
 public:
  Decompressor() : context_(ZSTD_createDCtx()) {
    if (context_ == nullptr) throw std::bad_alloc();
  }
  ~Decompressor() { ZSTD_freeDCtx(context_); }
  Decompressor(const Decompressor&) = delete;
  Decompressor& operator=(const Decompressor&) = delete;

  // Valid until the next call, with DenseView::kPadding zeros behind it.
  std::string_view decompress(std::string_view frame, const TextDictionaries& dictionaries) {
    const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
    if (size > kMostText) throw_corrupt();  // also what stands for errors
    const unsigned id = ZSTD_getDictID_fromFrame(frame.data(), frame.size());
    const auto found = dictionaries.find(id);
    if (id != 0 && found == dictionaries.end()) throw_corrupt();
    DictionaryRoom* const room = id != 0 ? &room_of(found->second) : nullptr;
    const std::size_t needed = static_cast<std::size_t>(size) + DenseView::kPadding;
    if (room == nullptr) buffer_.reserve(needed);
    char* const out = room != nullptr ? room->reserve(needed) : buffer_.data();
    const std::size_t got =
        ZSTD_decompress_usingDDict(context_, out, size, frame.data(), frame.size(),
                                   room != nullptr ? room->prepared() : nullptr);
    if (got != size) throw_corrupt();
    std::fill_n(out + size, DenseView::kPadding, '\0');
    return {out, static_cast<std::size_t>(size)};
  }

 private:
  static constexpr std::size_t kMostRooms = 4;  // a database rarely has more than one dictionary

  DictionaryRoom& room_of(const std::shared_ptr<const TextDictionary>& dictionary) {
    const auto known = std::ranges::find(rooms_, dictionary.get(), &DictionaryRoom::dictionary);
    if (known != rooms_.end()) return *known;
    std::erase_if(rooms_, [](const DictionaryRoom& room) { return !room.is_used_elsewhere(); });
    if (rooms_.size() == kMostRooms) rooms_.erase(rooms_.begin());
    return rooms_.emplace_back(dictionary);
  }

  ZSTD_DCtx* context_;
  Scratch buffer_;  // for what needs no dictionary
  std::vector<DictionaryRoom> rooms_;
};

}  // namespace

void add_signature(std::string_view encoded, std::string_view signature, std::string& out) {
  out.assign(1, kVersion).append(encoded.substr(1, kHashBytes));
  append_varint(out, signature.size());
  out.append(signature).append(encoded.substr(kHeader));
}

namespace {

bool has_signature(std::string_view bytes) {
  return bytes.size() > kHeader && bytes[0] == kVersion;
}

// What is compressed. Throws Error (kCorrupt) if nothing can be.
std::string_view frame_of(std::string_view bytes) {
  if (bytes.size() < kHeader) throw_corrupt();
  std::string_view rest = bytes.substr(kHeader);
  if (bytes[0] == kPlainVersion) return rest;
  if (!has_signature(bytes)) throw_corrupt();
  const std::size_t size = take_size(rest);
  if (size > rest.size()) throw_corrupt();
  return rest.substr(size);
}

}  // namespace

std::optional<std::string_view> stored_signature(std::string_view beginning) {
  if (!has_signature(beginning)) return std::nullopt;
  std::string_view rest = beginning.substr(kHeader);
  std::size_t size = 0;
  if (!take_varint(rest, size) || size > rest.size()) return std::nullopt;
  return rest.substr(0, size);
}

std::uint64_t stored_content_hash(std::string_view bytes) {
  (void)frame_of(bytes);
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < kHashBytes; ++i) {
    hash |= std::uint64_t{static_cast<unsigned char>(bytes[1 + i])} << (8 * i);
  }
  return hash;
}

namespace {

Decompressor& decompressor() {
  thread_local Decompressor of_thread;
  return of_thread;
}

struct Sizes {
  std::size_t of[std::size(kStoredFields)];
  std::size_t total = 0;
};

// Takes the sizes of the fields, in bytes of text.
Sizes take_sizes(std::string_view& stored) {
  Sizes sizes;
  for (std::size_t& size : sizes.of) {
    size = take_size(stored);
    if (size > kMostText) throw_corrupt();
    sizes.total += size;
  }
  if (sizes.total > kMostExpansion * stored.size()) throw_corrupt();
  return sizes;
}

StoredArticle decode(std::string_view fields, const Sizes& sizes, std::uint64_t content_hash) {
  StoredArticle article;
  article.content_hash = content_hash;
  article.text = std::make_unique_for_overwrite<char[]>(sizes.total);
  if (!decode_dense(fields, article.text.get(), sizes.total)) throw_corrupt();
  std::string_view text(article.text.get(), sizes.total);
  for (std::size_t i = 0; i < std::size(kStoredFields); ++i) {
    article.*kStoredFields[i] = text.substr(0, sizes.of[i]);
    text.remove_prefix(sizes.of[i]);
  }
  return article;
}

// Where the last character of a dense text begins.
std::size_t last_character(std::string_view dense) {
  std::size_t last = 0;
  for (std::size_t at = 0; at < dense.size(); at += dense::code_size(dense[at])) last = at;
  return last;
}

}  // namespace

StoredArticle decode_stored_article(std::string_view bytes, const TextDictionaries& dictionaries) {
  const std::uint64_t hash = stored_content_hash(bytes);
  std::string_view fields = decompressor().decompress(frame_of(bytes), dictionaries);
  const Sizes sizes = take_sizes(fields);
  return decode(fields, sizes, hash);
}

DenseView view_stored_article(std::string_view bytes, const TextDictionaries& dictionaries) {
  DenseView article;
  article.content_hash = stored_content_hash(bytes);
  article.stored = decompressor().decompress(frame_of(bytes), dictionaries);
  std::string_view rest = article.stored;
  const Sizes sizes = take_sizes(rest);
  for (std::size_t i = 0; i < std::size(kStoredFields); ++i) {
    const bool is_last = i + 1 == std::size(kStoredFields);
    const std::size_t dense = is_last ? rest.size() : dense_size(rest, sizes.of[i]);
    if (dense == std::string_view::npos) throw_corrupt();
    if (kFields[i] == &Article::title) article.title = rest.substr(0, dense);
    if (is_last) article.body = rest;
    rest.remove_prefix(dense);
  }
  return article;
}

DenseArticle decompress_stored_article(std::string_view bytes,
                                       const TextDictionaries& dictionaries) {
  const DenseView view = view_stored_article(bytes, dictionaries);
  const std::size_t size = view.stored.size() + DenseView::kPadding;
  DenseArticle article{view, std::make_unique_for_overwrite<char[]>(size)};
  std::copy_n(view.stored.data(), size, article.bytes.get());
  const auto moved = [&](std::string_view part) -> std::string_view {
    return {article.bytes.get() + (part.data() - view.stored.data()), part.size()};
  };
  article.title = moved(view.title);
  article.body = moved(view.body);
  article.stored = moved(view.stored);
  return article;
}

StoredArticle DenseView::decode() const {
  std::string_view fields = stored;
  const Sizes sizes = take_sizes(fields);
  return gisa::decode(fields, sizes, content_hash);
}

StoredArticle DenseView::decode_head() const {
  std::string_view fields = stored;
  Sizes sizes = take_sizes(fields);
  fields.remove_suffix(body.size());
  sizes.total -= std::exchange(sizes.of[std::size(kStoredFields) - 1], 0);
  return gisa::decode(fields, sizes, content_hash);
}

// As is_made_of_body(), on dense text: a character has but one code.
bool DenseView::has_own_title() const {
  if (title.empty()) return false;
  if (body.empty() || body.front() != title.front()) return true;
  static const std::string cut_mark = dense_form("…");
  std::string_view front = title;
  const std::size_t last = last_character(front);
  const bool is_cut = front.substr(last) == cut_mark;
  if (is_cut) front = front.substr(0, last);
  if (front.empty() || !body.starts_with(front)) return true;
  const bool is_line = body.size() == front.size() || body[front.size()] == '\n';
  const bool is_sentence = last + 1 == front.size() &&
                           std::string_view(".?!").find(front.back()) != std::string_view::npos;
  return !(is_cut || is_line || is_sentence);
}

}  // namespace gisa
