/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How it ended, kept where the loader can read it after the kernel has let go of us.
 */
#ifndef TEMPER_EXIT_H
#define TEMPER_EXIT_H

#include "state.bpf.h"

static __always_inline void t_record_exit(struct scx_exit_info *info)
{
	struct t_exit_info *out = &temper_shared.exit_info;
	u32 kind = info->kind;
	long len;

	out->exit_code = info->exit_code;
	bpf_probe_read_kernel_str(out->reason, sizeof(out->reason), info->reason);
	bpf_probe_read_kernel_str(out->msg, sizeof(out->msg), info->msg);
	len = bpf_probe_read_kernel_str(out->dump, sizeof(out->dump), info->dump);
	out->dump_len = len > 0 ? len - 1 : 0;
	/* last, and as an atomic: who sees the kind sees the rest */
	__sync_val_compare_and_swap(&out->kind, 0, kind);
}

static __always_inline void t_dump_layer(const struct t_cfg *cfg, u32 nr)
{
	const struct t_layer *layer = t_layer(cfg, nr);
	struct t_queue *queue = &t_domains[0].queues[nr & (T_MAX_LAYERS - 1)];

	t_dump("layer %llu %s: rank %llu weight %llu slice %llu ns, domain 0: waiting %lld vtime %llu\n",
	       nr, (u64)layer->name, layer->rank, layer->weight, layer->slice_ns, (s64)queue->nr,
	       queue->layer_vtime);
}

static __always_inline void t_dump_state(void)
{
	const struct t_cfg *cfg = t_config();
	int nr;

	if (!cfg)
		return;
	t_dump("temper: generation %llu, cg_gen %llu, layers %llu, domains %llu, counts broken %llu\n",
	       cfg->generation, temper_shared.control.cg_gen, cfg->nr_layers, cfg->nr_domains,
	       t_counts_broken);
	bpf_for(nr, 0, T_MAX_LAYERS) {
		if (nr >= cfg->nr_layers)
			break;
		t_dump_layer(cfg, nr);
	}
}

#endif /* TEMPER_EXIT_H */
