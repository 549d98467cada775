// Asks llama.cpp what it would allocate, without allocating it. Loaded by engine.py next to xllamacpp's library, which
// exports llama.cpp's functions. Registers stand-ins for CUDA cards: they compute nothing, but have a CUDA card's
// alignment, row padding, supported operations and flash attention scratch, so llama.cpp plans for them as for real ones.
#include "ggml-backend-impl.h"
#include "ggml.h"
#include "gguf.h"
#include "llama.h"
#include "llama-ext.h"
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <map>
#include <string>
#include <utility>
#include <vector>

const std::vector<std::pair<std::string, ggml_tensor *>> & llama_internal_get_tensor_map(const llama_model * model);

static FILE * logs = nullptr;

static void log_line(ggml_log_level level, const char * text, void *) {
    if (logs) { fputs(text, logs); fflush(logs); }
    (void) level;
}

// ---- the stand-in card
static const char * buft_name(ggml_backend_buffer_type_t);
static const char * host_name(ggml_backend_buffer_type_t) { return "CUDA_Host"; }
// Some states are allocated even without allocation: give them an address that nothing is ever written to.
static void * buffer_base(ggml_backend_buffer_t) { return (void *) 0x10000; }
static void buffer_memset(ggml_backend_buffer_t, ggml_tensor *, uint8_t, size_t, size_t) {}
static void buffer_set(ggml_backend_buffer_t, ggml_tensor *, const void *, size_t, size_t) {}
static void buffer_get(ggml_backend_buffer_t, const ggml_tensor *, void *, size_t, size_t) {}
static void buffer_clear(ggml_backend_buffer_t, uint8_t) {}
static ggml_backend_buffer_t buft_alloc(ggml_backend_buffer_type_t buft, size_t size) {
    ggml_backend_buffer_i iface;
    memset(&iface, 0, sizeof iface);
    iface.get_base = buffer_base;
    iface.memset_tensor = buffer_memset;
    iface.set_tensor = buffer_set;
    iface.get_tensor = buffer_get;
    iface.clear = buffer_clear;
    return ggml_backend_buffer_init(buft, iface, nullptr, size);
}
static size_t buft_alignment(ggml_backend_buffer_type_t) { return 128; }
static bool buft_is_host(ggml_backend_buffer_type_t) { return false; }

static size_t pad(size_t n) { return (n + 127) / 128 * 128; }

// ggml-cuda.cu, fattn.cu: rows padded to 512, and quantized K and V of a layer copied as f16 for large batches.
static size_t buft_alloc_size(ggml_backend_buffer_type_t, const ggml_tensor * t) {
    size_t size = ggml_nbytes(t);
    if (t->op == GGML_OP_FLASH_ATTN_EXT) {
        const ggml_tensor * q = t->src[0], * k = t->src[1], * v = t->src[2];
        if (q->ne[1] > 2) {
            if (k->type != GGML_TYPE_F16) { size = pad(size) + ggml_nelements(k) * 2; }
            const bool shared = v->view_src && (v->view_src == k || v->view_src == k->view_src) && v->view_offs == k->view_offs;
            if (v->type != GGML_TYPE_F16 && !shared) { size = pad(size) + ggml_nelements(v) * 2; }
        }
    }
    if (ggml_is_quantized(t->type) && t->ne[0] % 512 != 0) {
        size += ggml_row_size(t->type, 512 - t->ne[0] % 512);
    }
    return size;
}

constexpr int most = 2;
static ggml_backend_device cards[most];
static ggml_backend_buffer_type card_bufts[most], host_buft;
static int count = 1;
static size_t memory[most];
static ggml_backend_reg registry;
static const char * names[most] = {"CUDA0", "CUDA1"};

static const char * backend_name(ggml_backend_t b) { return names[b->device - cards]; }
static void backend_free(ggml_backend_t b) { delete b; }
static ggml_status backend_compute(ggml_backend_t, ggml_cgraph *) { return GGML_STATUS_SUCCESS; }
static void backend_sync(ggml_backend_t) {}
static void backend_event(ggml_backend_t, ggml_backend_event_t) {}
static ggml_guid card_guid = {0x51, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0x0f};

static const char * dev_name(ggml_backend_dev_t dev) { return names[dev - cards]; }
static const char * buft_name(ggml_backend_buffer_type_t b) { return names[b - card_bufts]; }
static void dev_memory(ggml_backend_dev_t dev, size_t * f, size_t * t) { *f = *t = memory[dev - cards]; }
static enum ggml_backend_dev_type dev_type(ggml_backend_dev_t) { return GGML_BACKEND_DEVICE_TYPE_GPU; }
static void dev_props(ggml_backend_dev_t dev, ggml_backend_dev_props * p) {
    memset(p, 0, sizeof *p);
    p->name = p->description = dev_name(dev);
    p->type = dev_type(dev);
    dev_memory(dev, &p->memory_free, &p->memory_total);
    p->caps.async = true;
    p->caps.host_buffer = true;
    p->caps.events = true;
}
static ggml_backend_t dev_init(ggml_backend_dev_t dev, const char *) {
    auto * b = new ggml_backend();
    memset(&b->iface, 0, sizeof b->iface);
    b->guid = &card_guid;
    b->iface.get_name = backend_name;
    b->iface.free = backend_free;
    b->iface.graph_compute = backend_compute;
    b->iface.synchronize = backend_sync;
    b->iface.event_record = backend_event;
    b->iface.event_wait = backend_event;
    b->device = dev;
    b->context = nullptr;
    return b;
}
static ggml_backend_buffer_type_t dev_buft(ggml_backend_dev_t dev) { return &card_bufts[dev - cards]; }
static ggml_backend_buffer_type_t dev_host_buft(ggml_backend_dev_t) { return &host_buft; }
static bool dev_supports_op(ggml_backend_dev_t, const ggml_tensor * op) {
    switch (op->op) {
        case GGML_OP_GET_ROWS:
            switch (op->src[0]->type) {
                case GGML_TYPE_IQ4_NL: case GGML_TYPE_MXFP4: return op->src[0]->ne[0] % 256 == 0;
                case GGML_TYPE_NVFP4: return false;
                default: return true;
            }
        case GGML_OP_SSM_SCAN:
            if (op->src[3]->ne[0] == 1) {
                const int64_t d = op->src[0]->ne[0];
                return (d == 96 || d == 128 || d == 256) && op->src[0]->ne[1] % 16 == 0;
            }
            return op->src[0]->ne[0] == 16 && op->src[0]->ne[1] == 1;
        case GGML_OP_FLASH_ATTN_EXT: {
            // fattn.cu, ggml_cuda_get_best_fattn_kernel: where it has no kernel.
            const ggml_tensor * q = op->src[0], * k = op->src[1], * v = op->src[2], * mask = op->src[3];
            const int64_t group = q->ne[2] / k->ne[2];
            const bool grouped = group >= 2 && mask && k->ne[1] % 256 == 0;
            if (mask && mask->ne[2] != 1) { return false; }
            switch (k->ne[0]) {
                case 40: case 64: case 72: case 80: case 96: case 112: case 128: case 256: return v->ne[0] == k->ne[0];
                case 192: return v->ne[0] == 128 && grouped && group % 8 == 0;
                case 320: return v->ne[0] == 256 && grouped && group % 32 == 0;
                case 512: return v->ne[0] == k->ne[0] && grouped;
                case 576: return v->ne[0] == 512 && grouped;
                default: return false;
            }
        }
        default: return true;
    }
}
static bool dev_supports_buft(ggml_backend_dev_t dev, ggml_backend_buffer_type_t b) { return b == dev_buft(dev); }
static bool dev_offload_op(ggml_backend_dev_t, const ggml_tensor * op) {
    switch (op->op) {
        case GGML_OP_GET_ROWS: return false;
        case GGML_OP_MUL_MAT: return op->ne[1] >= 32;
        case GGML_OP_MUL_MAT_ID: case GGML_OP_ROPE: return op->ne[2] >= 32;
        default: return ggml_nrows(op) >= 32;
    }
}
static ggml_backend_event_t dev_event_new(ggml_backend_dev_t dev) { return new ggml_backend_event{dev, nullptr}; }
static void dev_event_free(ggml_backend_dev_t, ggml_backend_event_t e) { delete e; }
static void dev_event_sync(ggml_backend_dev_t, ggml_backend_event_t) {}
static const char * reg_name(ggml_backend_reg_t) { return "CUDA"; }
static size_t reg_count(ggml_backend_reg_t) { return count; }
static ggml_backend_dev_t reg_dev(ggml_backend_reg_t, size_t i) { return &cards[i]; }
static void * reg_proc(ggml_backend_reg_t, const char *) { return nullptr; }

/// Registers `n` cards, once a process. `free` may be set again later.
extern "C" void oracle_cards(int n, const size_t * free) {
    for (int i = 0; i < n; i++) { memory[i] = free[i]; }
    if (registry.api_version) { return; }
    count = n;
    host_buft = *ggml_backend_cpu_buffer_type();
    host_buft.iface.get_name = host_name;
    host_buft.device = &cards[0];
    for (int i = 0; i < n; i++) {
        memset(&cards[i], 0, sizeof cards[i]);
        memset(&card_bufts[i], 0, sizeof card_bufts[i]);
        card_bufts[i].iface.get_name = buft_name;
        card_bufts[i].iface.alloc_buffer = buft_alloc;
        card_bufts[i].iface.get_alignment = buft_alignment;
        card_bufts[i].iface.get_alloc_size = buft_alloc_size;
        card_bufts[i].iface.is_host = buft_is_host;
        card_bufts[i].device = &cards[i];
        auto & iface = cards[i].iface;
        iface.get_name = dev_name;
        iface.get_description = dev_name;
        iface.get_memory = dev_memory;
        iface.get_type = dev_type;
        iface.get_props = dev_props;
        iface.init_backend = dev_init;
        iface.get_buffer_type = dev_buft;
        iface.get_host_buffer_type = dev_host_buft;
        iface.supports_op = dev_supports_op;
        iface.supports_buft = dev_supports_buft;
        iface.offload_op = dev_offload_op;
        iface.event_new = dev_event_new;
        iface.event_free = dev_event_free;
        iface.event_synchronize = dev_event_sync;
        cards[i].reg = &registry;
    }
    registry.api_version = GGML_BACKEND_API_VERSION;
    registry.iface.get_name = reg_name;
    registry.iface.get_device_count = reg_count;
    registry.iface.get_device = reg_dev;
    registry.iface.get_proc_address = reg_proc;
    ggml_backend_register(&registry);
}

extern "C" void oracle_log(const char * path) {
    logs = path ? fopen(path, "w") : nullptr;
    llama_log_set(log_line, nullptr);
}

static void no_data(ggml_tensor *, void *) {}

/// The tensors that the engine asks for, given a model's metadata: name, and four dimensions.
extern "C" int oracle_tensors(const char * metadata, const char * out) {
    gguf_init_params params = {true, nullptr};
    gguf_context * gguf = gguf_init_from_file(metadata, params);
    if (!gguf) { return 1; }
    llama_model_params mp = llama_model_default_params();
    mp.no_alloc = true;
    mp.n_gpu_layers = 0;
    llama_model * model = llama_model_init_from_user(gguf, no_data, nullptr, mp);
    if (!model) { return 2; }
    FILE * f = fopen(out, "w");
    for (auto & it : llama_internal_get_tensor_map(model)) {
        fprintf(f, "%s\t%lld\t%lld\t%lld\t%lld\n", it.first.c_str(), (long long) it.second->ne[0],
            (long long) it.second->ne[1], (long long) it.second->ne[2], (long long) it.second->ne[3]);
    }
    fclose(f);
    return 0;
}

// common/fit.h of b10566; later builds have one argument more.
enum common_params_fit_status : int;
common_params_fit_status common_fit_params(const char *, llama_model_params *, llama_context_params *, float *,
    llama_model_tensor_buft_override *, size_t *, uint32_t, ggml_log_level);

struct oracle_settings {
    int32_t context, batch, ubatch, sequences, outputs, type_k, type_v, flash, embeddings, unified;
};

static llama_context_params context_params(const oracle_settings * s) {
    llama_context_params cp = llama_context_default_params();
    cp.n_ctx = s->context;
    cp.n_batch = s->batch;
    cp.n_ubatch = s->ubatch;
    cp.n_seq_max = s->sequences;
    cp.n_outputs_max = s->outputs;
    cp.n_outputs_max_per_seq = 1;
    cp.type_k = (ggml_type) s->type_k;
    cp.type_v = (ggml_type) s->type_v;
    cp.flash_attn_type = (llama_flash_attn_type) s->flash;
    cp.embeddings = s->embeddings;
    cp.kv_unified = s->unified;
    cp.swa_full = false;
    cp.n_threads = cp.n_threads_batch = 1;
    return cp;
}

static void breakdown(FILE * f, const llama_context * ctx) {
    for (auto & it : llama_get_memory_breakdown(ctx)) {
        fprintf(f, "\t%s %d %zu %zu %zu", ggml_backend_buft_name(it.first), (int) ggml_backend_buft_is_host(it.first),
            it.second.model, it.second.context, it.second.compute);
    }
}

/// Loads a model once, and writes a line for each of `n` settings: a code, then a cell a buffer type with weights, cache
/// and compute in bytes. `experts`: whether those of all layers stay in RAM, as common/fit.cpp has them stay.
extern "C" int oracle_plan(const char * path, int32_t layers, int experts, const oracle_settings * s, int n, const char * out) {
    llama_model_params mp = llama_model_default_params();
    const llama_model_tensor_buft_override overrides[] = {
        {"blk\\.\\d+\\.ffn_(up|down|gate_up|gate)_(ch|)exps", ggml_backend_cpu_buffer_type()}, {nullptr, nullptr}};
    if (experts) { mp.tensor_buft_overrides = overrides; }
    mp.n_gpu_layers = layers;
    mp.no_alloc = true;
    mp.load_mode = LLAMA_LOAD_MODE_NONE;
    llama_model * model = llama_model_load_from_file(path, mp);
    if (!model) { return 2; }
    FILE * f = fopen(out, "w");
    for (int i = 0; i < n; i++) {
        llama_context * ctx = llama_init_from_model(model, context_params(s + i));
        fprintf(f, "%d", ctx ? 0 : 3);
        if (ctx) { breakdown(f, ctx); llama_free(ctx); }
        fprintf(f, "\n");
    }
    fclose(f);
    llama_model_free(model);
    return 0;
}

/// llama.cpp's own fit: a line with status, layers on the cards (-1: all), overrides, then the split of the layers, then
/// the overrides' patterns, then what it comes to.
extern "C" int oracle_fit(const char * path, const oracle_settings * s, const size_t * margin, const char * out) {
    llama_model_params mp = llama_model_default_params();
    llama_context_params cp = context_params(s);
    std::vector<float> split(llama_max_devices(), 0.0f);
    std::vector<llama_model_tensor_buft_override> overrides(llama_max_tensor_buft_overrides(), {nullptr, nullptr});
    std::vector<size_t> margins(llama_max_devices(), margin[0]);
    for (int i = 0; i < count; i++) { margins[i] = margin[i]; }
    const int status = (int) common_fit_params(path, &mp, &cp, split.data(), overrides.data(), margins.data(), 4096, GGML_LOG_LEVEL_ERROR);
    int n = 0;
    while (n < (int) overrides.size() && overrides[n].pattern) { n++; }
    FILE * f = fopen(out, "w");
    fprintf(f, "%d\t%d\t%d", status, mp.n_gpu_layers, n);
    for (int i = 0; i < count; i++) { fprintf(f, "\t%g", split[i]); }
    fprintf(f, "\t%s", n ? overrides[0].pattern : "");
    mp.no_alloc = true;
    mp.load_mode = LLAMA_LOAD_MODE_NONE;
    if (n) { mp.tensor_buft_overrides = overrides.data(); }
    llama_model * model = llama_model_load_from_file(path, mp);
    llama_context * ctx = model ? llama_init_from_model(model, cp) : nullptr;
    if (ctx) { breakdown(f, ctx); llama_free(ctx); }
    if (model) { llama_model_free(model); }
    fprintf(f, "\n");
    fclose(f);
    return 0;
}
