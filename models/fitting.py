"""The ``Trainer`` of transformers on a tagger's windows; to be imported only where those are."""

from pathlib import Path
from typing import Any

import torch
from spacy.tokens import Doc
from transformers import DataCollatorForTokenClassification, Trainer, TrainingArguments
from transformers.trainer_utils import get_last_checkpoint

from kisha.pipeline.encoder.component import EncoderTagger, mention_scores
from kisha.pipeline.encoder.opening import quiet

_BATCH = 16


class MentionTrainer(Trainer):  # type: ignore[misc]
    """Chooses by the mentions that the tagger finds, not by the pieces that it gets right."""

    control: Any

    def __init__(self, tagger: EncoderTagger, golds: list[Doc], **settings: Any) -> None:
        super().__init__(model=tagger.model, eval_dataset=golds, **settings)
        self.tagger = tagger

    def evaluate(self, *_: Any, **__: Any) -> dict[str, float]:
        """Mention precision, recall and F1, 0 to 1."""
        self.model.eval()
        scores = mention_scores(self.tagger, self.eval_dataset)
        metrics = {f"eval_{name}": scores[name] or 0.0 for name in ("ents_f", "ents_p", "ents_r")}
        self.log(metrics)
        self.control = self.callback_handler.on_evaluate(
            self.args, self.state, self.control, metrics
        )
        return metrics


def fit(
    tagger: EncoderTagger,
    examples: list[dict[str, list[int]]],
    golds: list[Doc],
    folder: Path,
    *,
    epochs: int,
    rate: float,
    seed: int,
) -> None:
    """Trains the tagger's encoder; it then has the weights of the epoch that was best on ``golds``.

    Goes on from the last checkpoint of ``folder`` if there is one.
    """
    settings = TrainingArguments(
        output_dir=str(folder),
        num_train_epochs=epochs,
        learning_rate=rate,
        warmup_steps=0.1,
        weight_decay=0.01,
        per_device_train_batch_size=_BATCH,
        train_sampling_strategy="group_by_length",
        bf16=torch.cuda.is_available() and torch.cuda.is_bf16_supported(),
        seed=seed,
        eval_strategy="epoch",
        save_strategy="epoch",
        logging_strategy="epoch",
        # With 1 the last is deleted in the end, and the same call would train from the best again.
        save_total_limit=2,
        load_best_model_at_end=True,
        metric_for_best_model="ents_f",
        greater_is_better=True,
        report_to="none",
        disable_tqdm=False,
        dataloader_pin_memory=torch.cuda.is_available(),
    )
    trainer = MentionTrainer(
        tagger,
        golds,
        args=settings,
        train_dataset=examples,
        data_collator=DataCollatorForTokenClassification(tagger.tokenizer),
    )
    with quiet():
        trainer.train(resume_from_checkpoint=get_last_checkpoint(str(folder)))
    tagger.model.eval()
