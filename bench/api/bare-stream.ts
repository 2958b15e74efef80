/**
 * A provider's own stream and nothing around it: reads so many answers of a model, one after the other, whenever it is told to.
 * A process of its own, so that its processor time is its own. `bare-stream.ts ADDRESS`, then `{count}` by message.
 */
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { compatible } from '../../apps/api/src/testing/vendors/compatible.ts'

const model = createOpenAICompatible({ name: 'bare', baseURL: process.argv[2] ?? '', apiKey: compatible.key })(
	'some-model',
)

process.on('message', ({ count }: { count: number }) => {
	void read(count).then((characters) => process.send?.({ characters }))
})

async function read(count: number): Promise<number> {
	let characters = 0
	for (let n = 0; n < count; n += 1) {
		const { stream } = await model.doStream({ prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }] })
		for await (const part of stream) if (part.type === 'text-delta') characters += part.delta.length
	}
	return characters
}
