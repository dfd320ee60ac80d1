"""Our own decoder: the same outputs as transformers' ``generate``, in less time and memory."""

from bisum.engines.decode.beams import Output
from bisum.engines.decode.causal import CausalDecoder
from bisum.engines.decode.seq2seq import Seq2SeqDecoder
from bisum.engines.decode.settings import Search, search_of

__all__ = ["CausalDecoder", "Output", "Search", "Seq2SeqDecoder", "search_of"]
