//! All `curl` fences of a page -> examples, and what became of each fence.

use std::collections::BTreeMap;

use super::answer;
use super::answer::Answer;
use super::around::Around;
use super::asked::{Asked, ask};
use super::made::{Maker, written_status};
use super::payload::Content;
use super::pieces;
use super::pieces::Found;
use super::script;
use super::script::Script;
use super::{findings, looks};
use crate::docs::annotation::annotation::{Annotation, BlockType};
use crate::docs::outline::fence_in_context::{FenceInContext, Role};
use crate::docs::outline::outline::Outline;
use crate::docs::{DocRequest, Example, FenceOutcome};
use crate::finding::Finding;
use crate::text::{LineIndex, Page};

/// What was read from the `curl` fences of a page.
#[derive(Default)]
pub(crate) struct CurlDocs {
    pub(in crate::docs) examples: Vec<Example>,
    /// Commands without an answer.
    pub(in crate::docs) steps: Vec<Example>,
    /// By index into the pieces.
    pub(in crate::docs) fates: Vec<(usize, FenceOutcome)>,
    /// Fences that are answers to commands, and commands that are no examples: no response is looked for, or keeps from its
    /// request, at these.
    pub(in crate::docs) settled: Vec<usize>,
}

/// Reads the `curl` fences of a page. `plain`: `http` fences are read, too, so that a command which says the same as one of
/// them is no example of its own.
pub(crate) fn read(
    page: &Page,
    lines: &LineIndex,
    outline: &Outline,
    plain: bool,
    findings: &mut Vec<Finding>,
) -> CurlDocs {
    let around = Around { page, lines, outline };
    let mut reader = Reader { around, plain, files: BTreeMap::new(), findings, out: CurlDocs::default() };
    for index in 0..outline.pieces.len() {
        if matches!(outline.pieces[index].role, Role::Curl) {
            reader.fence(index);
        }
    }
    reader.out
}

struct Reader<'p> {
    around: Around<'p>,
    plain: bool,
    /// Files that fences above have written, by name.
    files: BTreeMap<String, Content>,
    findings: &'p mut Vec<Finding>,
    out: CurlDocs,
}

impl Reader<'_> {
    fn fence(&mut self, index: usize) {
        let piece = &self.around.outline.pieces[index];
        let excused = |a: &Annotation| !(a.by_directive && a.block_type == BlockType::Request);
        if piece.annotation.as_ref().is_some_and(excused) {
            self.out.settled.push(index);
            return self.out.fates.push((index, FenceOutcome::Excused));
        }
        let Script { commands, files, prompted } = script::read(piece.text.text());
        let written = files.into_iter().map(|(name, word)| (name, Content::There(word.passage(&piece.text))));
        self.files.extend(written);
        let (around, files, findings) = (&self.around, &self.files, &mut *self.findings);
        let asked = commands.into_iter().map(|command| ask(around, index, command, files, findings));
        let asked: Vec<Option<Asked>> = asked.collect();
        let twin = self.plain && asked.iter().flatten().any(|asked| self.is_twin(index, &asked.request));
        let answers = self.answers(index, &asked, prompted, twin);
        let (mut cases, mut excused, count) = (0, 0, asked.len());
        for (asked, answers) in asked.iter().zip(answers) {
            let Some(asked) = asked else { continue };
            let made: usize = answers.into_iter().map(|found| self.example(index, asked, found)).sum();
            cases += made;
            if made == 0 && (twin || asked.is_download()) {
                excused += 1;
            } else if made == 0 {
                self.unanswered(index, asked);
            }
        }
        let fate = match (cases, excused == count) {
            (0, true) => FenceOutcome::Excused,
            (0, false) => FenceOutcome::InFinding,
            _ => FenceOutcome::InCase,
        };
        if fate == FenceOutcome::Excused {
            self.out.settled.push(index);
        }
        self.out.fates.push((index, fate));
    }

    /// The answers to each command of a fence: below it, or, to the last one, in the fences below; several documents there
    /// answer as many commands.
    fn answers(&mut self, index: usize, asked: &[Option<Asked>], prompted: bool, twin: bool) -> Vec<Vec<Found>> {
        let text = &self.around.pieces()[index].text;
        let below = |asked: &Asked| answer::below(text, asked.command.below.clone(), prompted);
        let own = asked.iter().map(|asked| asked.as_ref().and_then(below));
        let own = own.map(|answer| answer.map(|answer| Found { piece: index, answer }));
        let mut found: Vec<Vec<Found>> = own.map(|found| found.into_iter().collect()).collect();
        let open: Vec<usize> = (0..asked.len()).filter(|at| asked[*at].is_some() && found[*at].is_empty()).collect();
        let Some(last) =
            asked.last().and_then(Option::as_ref).filter(|_| open.last() == Some(&(asked.len() - 1)) && !twin)
        else {
            return found;
        };
        let mut elsewhere = self.elsewhere(index, last);
        if let Some(first) = elsewhere.first_mut() {
            let piece = first.piece;
            for (at, answer) in open.iter().zip(one_each(&first.answer, open.len())) {
                found[*at] = vec![Found { piece, answer }];
            }
            if let Some(part) = found[asked.len() - 1].pop() {
                first.answer = part.answer;
            }
        }
        found[asked.len() - 1] = elsewhere;
        found
    }

    fn unanswered(&mut self, index: usize, asked: &Asked) {
        let place = self.around.pieces()[index].text.place(asked.command.start);
        self.findings.push(findings::unanswered(&self.around.page.path, place, asked.keeps_answer()));
        self.out.steps.push(Maker { around: &self.around, index, shown_at: index, asked }.step());
    }

    /// Whether an `http` fence of the same section makes the same request.
    fn is_twin(&self, index: usize, request: &DocRequest) -> bool {
        let pieces = self.around.pieces();
        let same = |piece: &FenceInContext| match &piece.role {
            Role::Request(message) if piece.section == pieces[index].section => {
                message.start.method == request.method && path_of(&message.start.url) == path_of(&request.url)
            }
            _ => false,
        };
        pieces.iter().any(same)
    }

    /// The answers that stand in fences below.
    fn elsewhere(&mut self, index: usize, asked: &Asked) -> Vec<Found> {
        let mut found = pieces::answers(&self.around, index, asked.payload);
        if asked.keeps_answer() {
            found.retain(|found| asked.prints_status() && written_status(&found.answer).is_some());
        }
        self.out.settled.extend(found.iter().map(|found| found.piece));
        self.out.fates.extend(found.iter().map(|found| (found.piece, FenceOutcome::InCase)));
        found
    }

    /// Makes the example; the number of cases it became.
    fn example(&mut self, index: usize, asked: &Asked, found: Found) -> usize {
        let maker = Maker { around: &self.around, index, shown_at: found.piece, asked };
        let Some((example, notes)) = maker.example(found.answer) else { return 0 };
        self.findings.extend(notes);
        self.out.fates.extend(asked.payload.map(|payload| (payload, FenceOutcome::InCase)));
        self.out.examples.push(example);
        1
    }
}

fn path_of(url: &str) -> &str {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest.find('/').map_or("", |at| &rest[at..]));
    path.split('?').next().unwrap_or_default()
}

/// One document for each of several commands; empty where there are not as many.
fn one_each(answer: &Answer, commands: usize) -> Vec<Answer> {
    let Some(body) = answer.body.as_ref().filter(|_| commands > 1 && answer.documents == commands) else {
        return Vec::new();
    };
    let text = body.text();
    let documents = looks::documents(text);
    let apart = documents.iter().all(|(start, _)| *start == 0 || text[..*start].ends_with('\n'));
    let part = |(start, end): &(usize, usize)| Answer {
        body: Some(body.slice(*start, *end)),
        documents: 1,
        ..Answer::default()
    };
    if apart { documents.iter().map(part).collect() } else { Vec::new() }
}
