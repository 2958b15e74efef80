import { expect, test } from 'vitest'
import { interpretMessage, type Intent } from '../index.ts'

/** A Friday, ten in the morning. */
const context = {
	now: '2026-11-20T10:00:00',
	timeZone: 'Europe/Vienna',
	lists: ['Work', 'Shopping', 'Home Improvement'],
}

const messages: [string, ...object[]][] = [
	['undo', { kind: 'undo' }],
	['the second one', { kind: 'choose', ordinals: [2] }],
	['both', { kind: 'choose', ordinals: [1, 2] }],
	['1 and 3', { kind: 'choose', ordinals: [1, 3] }],
	['the last one', { kind: 'choose', ordinals: [-1] }],
	['what should I do next?', { kind: 'suggest' }],
	["what's the weather like?", { kind: 'unsupported', what: 'the weather' }],
	['tell me a joke', { kind: 'unsupported', what: 'jokes and stories' }],
	['hello', { kind: 'greeting' }],
	['thanks!', { kind: 'thanks' }],
	['help', { kind: 'help' }],
	['yes please', { kind: 'yes' }],
	['no thanks', { kind: 'no' }],
	['undo that', { kind: 'undo' }],
	['redo', { kind: 'redo' }],
	['can you send an email to Bob?', { kind: 'unsupported', what: 'that' }],
	['what is the capital of France?', { kind: 'unsupported', what: 'questions about the world' }],
	['how do I add a task?', { kind: 'help' }],
	['what can you do?', { kind: 'help' }],
	['good morning', { kind: 'greeting' }],
	['asdfgh', { kind: 'unknown', text: 'asdfgh' }],
	['undo the last change', { kind: 'undo' }],
	['no', { kind: 'no' }],
	['same for task 4', { kind: 'again', target: { numbers: [4] } }],
	['the first', { kind: 'choose', ordinals: [1] }],
	['2', { kind: 'choose', ordinals: [2] }],
	['number 2', { kind: 'choose', ordinals: [2] }],
	['the first and the third', { kind: 'choose', ordinals: [1, 3] }],
	['all of them', { kind: 'choose', ordinals: [], all: true }],
	['none of them', { kind: 'no' }],
	['neither', { kind: 'no' }],
	['yes and also add bread', { kind: 'yes' }, { kind: 'add', tasks: [{ title: 'Bread' }] }],
	['ok thanks', { kind: 'thanks' }],
	["what's urgent?", { kind: 'suggest' }],
	['export my tasks', { kind: 'unsupported', what: 'export and import' }],
	['change my password', { kind: 'unsupported', what: 'changing your account' }],
	['sign me out', { kind: 'unsupported', what: 'signing in and out' }],
	['turn on dark mode', { kind: 'unsupported', what: 'settings' }],
	["I'm feeling overwhelmed", { kind: 'unknown', text: "I'm feeling overwhelmed" }],
	['i hate mondays', { kind: 'unknown', text: 'i hate mondays' }],
	["you're wrong", { kind: 'unknown', text: "you're wrong" }],
]

test.each(messages)('APP-1: %s', (text, ...intents) => {
	const read: Intent[] = interpretMessage(text, context)
	expect(read).toHaveLength(intents.length)
	expect(read).toMatchObject(intents)
})
