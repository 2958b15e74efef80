import type { input, output } from 'zod'
import type * as schemas from './schemas/index.ts'

type Tasks = typeof schemas.tasks
type Lists = typeof schemas.lists
type Changes = typeof schemas.changes

export type Task = output<Tasks['task']>
export type NewTask = input<Tasks['newTask']>
export type TaskChanges = input<Tasks['taskChanges']>
export type TaskQuery = input<Tasks['taskQuery']>
export type TaskStats = output<Tasks['taskStats']>
export type Completion = output<Tasks['completion']>
export type BulkRequest = input<Tasks['bulkRequest']>
export type Priority = output<Tasks['priority']>
export type Reminder = output<Tasks['reminder']>
export type List = output<Lists['list']>
export type NewList = input<Lists['newList']>
export type ListChanges = input<Lists['listChanges']>
export type Section = output<Lists['section']>
export type NewSection = input<Lists['newSection']>
export type SectionChanges = input<Lists['sectionChanges']>
export type Tag = output<Lists['tag']>
export type TagChanges = input<Lists['tagChanges']>
export type Colour = List['colour']
export type Change = output<Changes['change']>
export type ChangePage = output<Changes['listChanges']['replies'][200]>
export type UndoReply = output<Changes['undoReply']>
export type Settings = output<(typeof schemas.settings)['settings']>
export type SettingsChanges = input<(typeof schemas.settings)['settingsChanges']>
export type User = output<(typeof schemas.auth)['user']>
export type SignedIn = output<(typeof schemas.auth)['signedIn']>
export type Session = output<(typeof schemas.auth)['session']>
export type ApiKey = output<(typeof schemas.auth)['apiKey']>
export type MadeApiKey = output<(typeof schemas.auth)['madeApiKey']>
export type Conversation = output<(typeof schemas.chats)['conversation']>
export type Notice = output<(typeof schemas.chats)['notice']>
export type Message = output<(typeof schemas.chats)['message']>
export type ChatReply = output<(typeof schemas.chats)['chatReply']>
export type ToolCall = output<(typeof schemas.chats)['toolCall']>
export type Suggestion = output<(typeof schemas.chats)['suggestion']>
export type Confirmation = output<(typeof schemas.chats)['confirmation']>
export type AssistantState = output<(typeof schemas.chats)['assistantState']>
export type Health = output<(typeof schemas.system)['health']>
export type Problem = output<(typeof schemas.system)['problem']>
export type ImportReport = output<(typeof schemas.transfer)['importReport']>
export type ExportFile = output<(typeof schemas.transfer)['exportFile']>
export type Calendar = output<(typeof schemas.transfer)['calendar']>
